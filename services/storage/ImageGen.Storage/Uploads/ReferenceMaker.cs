using ImageGen.Imaging;
using ImageGen.Storage.Formats;
using ImageGen.Storage.Uploads.Cleaning;
using NetVips;

namespace ImageGen.Storage.Uploads;

/// <summary>
/// Decodes a picture to its last pixel, and makes it one that every model takes; upright, because people paint their masks on what
/// a browser shows.
/// </summary>
internal static class ReferenceMaker
{
    /// <param name="bytes">What is kept of the file.</param>
    /// <exception cref="InvalidPictureException">Pixels are missing.</exception>
    /// <exception cref="VipsException">It can not be decoded.</exception>
    public static PreparedUpload Make(byte[] bytes, CleanPicture picture)
    {
        var fits = ReferenceFit.Fits(picture.Format.ContentType(), bytes.Length, picture.Width, picture.Height);
        var stays = fits && picture is { IsPlain: true, Orientation: 1 };
        if (stays)
        {
            return Decoding.ReachesLastPixel(new MemoryStream(bytes))
                ? new PreparedUpload(new MemoryStream(bytes), picture.Format, picture.Width, picture.Height)
                : throw new InvalidPictureException("The picture is damaged: its pixels can not be decoded.");
        }
        var made = ReferenceFit.Make(new MemoryStream(bytes), lossless: fits && picture.Format == PictureFormat.Png, picture.Orientation);
        return new PreparedUpload(
            new MemoryStream(made.Bytes), made.ContentType == PictureFormat.Png.ContentType() ? PictureFormat.Png : PictureFormat.Jpeg, made.Width, made.Height);
    }
}
