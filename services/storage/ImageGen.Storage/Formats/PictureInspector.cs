using ImageGen.Imaging;

namespace ImageGen.Storage.Formats;

/// <summary>
/// Says what a picture is by its bytes, never by what somebody claims, and whether it is there to its last pixel. A file that ends where its
/// picture ends is believed; where the end is elsewhere, a decoder decides.
/// </summary>
internal static class PictureInspector
{
    public const int SignatureLength = 12;

    /// <summary>Beyond everything that a provider makes.</summary>
    private const long MostPixels = 150_000_000;

    /// <param name="content">Seekable; read from the start whatever its position.</param>
    /// <param name="mostPixels">Width × height; a file that claims to have more is not decoded, only walked through.</param>
    /// <exception cref="InvalidPictureException">No PNG, JPEG or WebP, damaged, or cut off.</exception>
    public static PictureStructure Inspect(Stream content, long mostPixels = MostPixels)
    {
        var structure = Walk(content);
        var canBeDecoded = Vips.IsAvailable && (long)structure.Width * structure.Height <= mostPixels;
        var isWhole = structure.End == PictureEnd.Exact || (canBeDecoded ? Decoding.ReachesLastPixel(Rewound(content)) : structure.End == PictureEnd.Early);
        return isWhole ? structure : throw PictureFile.CutOff();
    }

    /// <summary>What a picture's file says, without a look at the pixels: they may be cut off.</summary>
    /// <param name="content">Seekable; read from the start whatever its position.</param>
    /// <param name="mostParts">Of the file; one with more is not walked to its end.</param>
    /// <exception cref="InvalidPictureException">No PNG, JPEG or WebP, or its structure is damaged or cut off.</exception>
    public static PictureStructure Walk(Stream content, int mostParts = int.MaxValue)
    {
        Span<byte> signature = stackalloc byte[SignatureLength];
        content.Position = 0;
        signature = signature[..content.ReadAtLeast(signature, SignatureLength, throwOnEndOfStream: false)];
        var file = new PictureFile(content, mostParts);
        var structure = FormatOf(signature) switch
        {
            PictureFormat.Png => PngStructure.Read(file),
            PictureFormat.Jpeg => JpegStructure.Read(file),
            PictureFormat.Webp => WebpStructure.Read(file),
            _ => throw new InvalidPictureException($"The bytes begin with {Convert.ToHexString(signature)}: no PNG, JPEG or WebP.") { IsOtherKind = true },
        };
        return structure is { Width: > 0, Height: > 0 } ? structure : throw new InvalidPictureException("The picture has no size.");
    }

    /// <param name="signature">The first bytes of a file, <see cref="SignatureLength"/> where there are as many.</param>
    /// <returns>Null where it is none of ours.</returns>
    public static PictureFormat? FormatOf(ReadOnlySpan<byte> signature) => signature switch
    {
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, ..] => PictureFormat.Png,
        [0xFF, 0xD8, 0xFF, ..] => PictureFormat.Jpeg,
        _ when signature.Length >= SignatureLength && signature.StartsWith("RIFF"u8) && signature[8..].StartsWith("WEBP"u8) => PictureFormat.Webp,
        _ => null,
    };

    private static Stream Rewound(Stream content)
    {
        content.Position = 0;
        return content;
    }
}
