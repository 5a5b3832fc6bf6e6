using ImageGen.Storage.Formats;

namespace ImageGen.Storage.Uploads.Cleaning;

/// <summary>
/// What is left of a picture when all is cut out that is neither pixels nor what their colours mean: places, serial numbers, names, videos
/// behind the end, and whatever a decoder could be kept busy with. Found without decoding anything.
/// </summary>
/// <param name="Width">Pixels, as they lie in the file.</param>
/// <param name="Height">Pixels, as they lie in the file.</param>
/// <param name="Kept">The parts of the file that stay, in their order.</param>
internal sealed record CleanPicture(PictureFormat Format, int Width, int Height, IReadOnlyList<FileRange> Kept)
{
    /// <summary>Of one pixel when it is decoded.</summary>
    public required int BytesPerPixel { get; init; }

    /// <summary>What a decoder has to hold of all pixels at once because they come in several passes, bytes; 0 where they come line by line.</summary>
    public long HeldBytes { get; init; }

    /// <summary>Of its colour profile, unpacked.</summary>
    public long ProfileBytes { get; init; }

    /// <summary>8 bits, grey or RGB: as models take it.</summary>
    public bool IsPlain { get; init; }

    /// <summary>As EXIF counts it, 1 to 8: how it is to be turned. Null where it still stands in what is kept.</summary>
    public int? Orientation { get; init; } = 1;

    public long Pixels => (long)Width * Height;

    public long DecodedBytes => Pixels * BytesPerPixel;

    public int Length => (int)Kept.Sum(range => range.Length);

    public byte[] Read(Stream content)
    {
        var bytes = new byte[Length];
        var at = 0;
        foreach (var range in Kept)
        {
            content.Position = range.Offset;
            content.ReadExactly(bytes, at, (int)range.Length);
            at += (int)range.Length;
        }
        return bytes;
    }
}

/// <param name="Length">Bytes.</param>
internal sealed record FileRange(long Offset, long Length);
