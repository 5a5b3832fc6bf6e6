using ImageGen.Storage.Pictures;

namespace ImageGen.Storage.Uploads.Cleaning;

internal static class PictureCleaner
{
    /// <param name="content">Seekable; read from the start whatever its position.</param>
    /// <exception cref="InvalidPictureException">No PNG, JPEG or WebP, damaged, or cut off.</exception>
    public static CleanPicture Clean(Stream content)
    {
        content.Position = 0;
        Span<byte> signature = stackalloc byte[PictureInspector.SignatureLength];
        signature = signature[..content.ReadAtLeast(signature, signature.Length, throwOnEndOfStream: false)];
        var file = new PictureFile(content);
        var picture = PictureInspector.FormatOf(signature) switch
        {
            PictureFormat.Png => PngCleaner.Clean(file),
            PictureFormat.Jpeg => JpegCleaner.Clean(file),
            PictureFormat.Webp => Whole(WebpStructure.Read(file)),
            _ => throw new InvalidPictureException("It is no PNG, JPEG or WebP.") { IsOtherKind = true },
        };
        return picture is { Width: > 0, Height: > 0 } ? picture : throw new InvalidPictureException("The picture has no size.");
    }

    /// <summary>No model takes WebP, so it is decoded and never kept; what is in it besides pixels goes then.</summary>
    private static CleanPicture Whole(PictureStructure webp) =>
        new(PictureFormat.Webp, webp.Width, webp.Height, [new FileRange(0, webp.MetadataAt)]) { BytesPerPixel = 4, IsInterlaced = true, Orientation = null };
}
