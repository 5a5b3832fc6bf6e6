namespace ImageGen.Storage.Pictures;

/// <summary>Says what a picture is by its bytes, never by what somebody claims, and whether it is there to its end.</summary>
internal static class PictureInspector
{
    private const int SignatureLength = 12;

    /// <param name="content">Seekable; read from the start whatever its position.</param>
    /// <exception cref="InvalidPictureException">No PNG, JPEG or WebP, damaged, or cut off.</exception>
    public static PictureStructure Inspect(Stream content)
    {
        Span<byte> signature = stackalloc byte[SignatureLength];
        content.Position = 0;
        signature = signature[..content.ReadAtLeast(signature, SignatureLength, throwOnEndOfStream: false)];
        var file = new PictureFile(content);
        var structure = signature switch
        {
            [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, ..] => PngStructure.Read(file),
            [0xFF, 0xD8, 0xFF, ..] => JpegStructure.Read(file),
            _ when signature.Length == SignatureLength && signature.StartsWith("RIFF"u8) && signature.EndsWith("WEBP"u8) => WebpStructure.Read(file),
            _ => throw new InvalidPictureException($"The bytes begin with {Convert.ToHexString(signature)}: no PNG, JPEG or WebP.") { IsOtherKind = true },
        };
        return structure is { Width: > 0, Height: > 0 } ? structure : throw new InvalidPictureException("The picture has no size.");
    }
}
