using ImageGen.Pictures;
using ImageGen.Storage.Pictures;
using NetVips;

namespace ImageGen.Storage.Uploads;

/// <summary>
/// Decodes a picture once to its last pixel, and makes it one that every model takes; upright, because people paint their masks on what
/// a browser shows.
/// </summary>
internal static class ReferenceMaker
{
    /// <returns>Null where it is good as it is.</returns>
    /// <exception cref="VipsException">It can not be decoded.</exception>
    public static PreparedUpload? Make(Stream content, PictureStructure structure)
    {
        var fits = ReferenceFit.Fits(structure.Format.ContentType(), content.Length, structure.Width, structure.Height);
        using (var image = Image.NewFromStream(content, access: Enums.Access.Sequential, failOn: Enums.FailOn.Error))
        {
            if (fits && !ReferenceFit.IsTurned(image))
            {
                image.Avg();
                return null;
            }
        }
        content.Position = 0;
        var made = ReferenceFit.Make(content, lossless: fits && structure.Format == PictureFormat.Png);
        return new PreparedUpload(
            new MemoryStream(made.Bytes), made.ContentType == PictureFormat.Png.ContentType() ? PictureFormat.Png : PictureFormat.Jpeg, made.Width, made.Height);
    }
}
