using System.Buffers.Binary;
using System.Text;

namespace ImageGen.Storage.Formats;

internal static class WebpStructure
{
    private const int FirstChunk = 12;
    private const int FrameHeader = 16;

    public static PictureStructure Read(PictureFile file) => Read(file, Chunks(file));

    public static PictureStructure Read(PictureFile file, IEnumerable<WebpChunk> chunks)
    {
        XmpBlock? xmp = null;
        (int Width, int Height)? size = null;
        var hasPixels = false;
        foreach (var (type, offset, length, end) in chunks)
        {
            switch (type)
            {
                case "VP8X":
                    size ??= Extended(file.Read(offset + 8, 10));
                    break;
                case "VP8 ":
                    (size, hasPixels) = (size ?? Lossy(file.Read(offset + 8, 10)), true);
                    break;
                case "VP8L":
                    (size, hasPixels) = (size ?? Lossless(file.Read(offset + 8, 5)), true);
                    break;
                case "ANMF":
                    hasPixels = true;
                    break;
                case "XMP ":
                    xmp ??= new XmpBlock(offset, end - offset, file.ReadBlock(offset + 8, length));
                    break;
            }
        }
        if (!hasPixels || size is not { } known)
            throw PictureFile.CutOff();
        var riffEnd = RiffEnd(file);
        return new PictureStructure(
            PictureFormat.Webp, known.Width, known.Height, riffEnd, xmp, riffEnd == file.Length ? PictureEnd.Exact : PictureEnd.Early);
    }

    /// <summary>Walks them: four letters, a length, the data padded to even.</summary>
    /// <exception cref="InvalidPictureException">One ends behind the picture.</exception>
    public static IEnumerable<WebpChunk> Chunks(PictureFile file)
    {
        var riffEnd = RiffEnd(file);
        if (riffEnd > file.Length)
            throw PictureFile.CutOff();
        for (long offset = FirstChunk; offset + 8 <= riffEnd;)
        {
            file.NextPart();
            var head = file.Read(offset, 8);
            var length = BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(4));
            var end = offset + 8 + length + (length & 1);
            if (offset + 8 + length > riffEnd)
                throw PictureFile.CutOff();
            if (head.AsSpan().StartsWith("ANMF"u8))
                CountParts(file, offset + 8 + FrameHeader, offset + 8 + length);
            yield return new WebpChunk(Encoding.Latin1.GetString(head, 0, 4), offset, length, end);
            offset = end;
        }
    }

    /// <summary>A frame has chunks of its own.</summary>
    private static void CountParts(PictureFile file, long from, long to)
    {
        Span<byte> head = stackalloc byte[8];
        for (var offset = from; offset + 8 <= to;)
        {
            file.NextPart();
            file.Fill(offset, head);
            var length = BinaryPrimitives.ReadUInt32LittleEndian(head[4..]);
            offset += 8 + length + (length & 1);
        }
    }

    private static long RiffEnd(PictureFile file) => 8L + BinaryPrimitives.ReadUInt32LittleEndian(file.Read(4, 4));

    private static (int Width, int Height) Extended(ReadOnlySpan<byte> data) => (1 + UInt24(data[4..]), 1 + UInt24(data[7..]));

    private static (int Width, int Height) Lossy(ReadOnlySpan<byte> data) =>
        data[3..6].SequenceEqual<byte>([0x9D, 0x01, 0x2A])
            ? (BinaryPrimitives.ReadUInt16LittleEndian(data[6..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(data[8..]) & 0x3FFF)
            : throw new InvalidPictureException("The WebP's frame is damaged.");

    private static (int Width, int Height) Lossless(ReadOnlySpan<byte> data)
    {
        if (data[0] != 0x2F)
            throw new InvalidPictureException("The WebP's frame is damaged.");
        var bits = BinaryPrimitives.ReadUInt32LittleEndian(data[1..]);
        return (1 + (int)(bits & 0x3FFF), 1 + (int)(bits >> 14 & 0x3FFF));
    }

    private static int UInt24(ReadOnlySpan<byte> data) => data[0] | data[1] << 8 | data[2] << 16;
}

/// <param name="Offset">Of the whole chunk, with its own header.</param>
/// <param name="Length">Of its data.</param>
/// <param name="End">Where the next is.</param>
internal readonly record struct WebpChunk(string Type, long Offset, uint Length, long End);
