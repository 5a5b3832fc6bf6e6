using ImageGen.Storage.Formats;

namespace ImageGen.Storage.Uploads.Cleaning;

internal static class PictureCleaner
{
    /// <summary>A picture of ten megabytes has some thousands.</summary>
    private const int MostParts = 100_000;

    /// <param name="content">Seekable; read from the start whatever its position.</param>
    /// <exception cref="InvalidPictureException">No PNG, JPEG or WebP, damaged, or cut off.</exception>
    public static CleanPicture Clean(Stream content)
    {
        content.Position = 0;
        Span<byte> signature = stackalloc byte[PictureInspector.SignatureLength];
        signature = signature[..content.ReadAtLeast(signature, signature.Length, throwOnEndOfStream: false)];
        var file = new PictureFile(content, MostParts);
        var picture = PictureInspector.FormatOf(signature) switch
        {
            PictureFormat.Png => PngCleaner.Clean(file),
            PictureFormat.Jpeg => JpegCleaner.Clean(file),
            PictureFormat.Webp => WebpCleaner.Clean(file),
            _ => throw new InvalidPictureException("It is no PNG, JPEG or WebP.") { IsOtherKind = true },
        };
        return picture is { Width: > 0, Height: > 0 } ? picture : throw new InvalidPictureException("The picture has no size.");
    }
}
