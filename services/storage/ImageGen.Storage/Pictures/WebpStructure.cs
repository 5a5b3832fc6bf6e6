using System.Buffers.Binary;

namespace ImageGen.Storage.Pictures;

internal static class WebpStructure
{
    /// <summary>Walks the chunks: four letters, a length, the data padded to even.</summary>
    public static PictureStructure Read(PictureFile file)
    {
        var riffEnd = 8L + BinaryPrimitives.ReadUInt32LittleEndian(file.Read(4, 4));
        if (riffEnd > file.Length)
            throw PictureFile.CutOff();
        XmpBlock? xmp = null;
        (int Width, int Height)? size = null;
        var hasPixels = false;
        Span<byte> head = stackalloc byte[8];
        for (long offset = 12; offset + 8 <= riffEnd;)
        {
            file.Fill(offset, head);
            var length = BinaryPrimitives.ReadUInt32LittleEndian(head[4..]);
            var end = offset + 8 + length + (length & 1);
            if (offset + 8 + length > riffEnd)
                throw PictureFile.CutOff();
            var type = head[..4];
            if (type.SequenceEqual("VP8X"u8))
                size ??= Extended(file.Read(offset + 8, 10));
            else if (type.SequenceEqual("VP8 "u8))
                (size, hasPixels) = (size ?? Lossy(file.Read(offset + 8, 10)), true);
            else if (type.SequenceEqual("VP8L"u8))
                (size, hasPixels) = (size ?? Lossless(file.Read(offset + 8, 5)), true);
            else if (type.SequenceEqual("ANMF"u8))
                hasPixels = true;
            else if (type.SequenceEqual("XMP "u8))
                xmp ??= new XmpBlock(offset, end - offset, file.ReadBlock(offset + 8, length));
            offset = end;
        }
        if (!hasPixels || size is not { } known)
            throw PictureFile.CutOff();
        return new PictureStructure(
            PictureFormat.Webp, known.Width, known.Height, riffEnd, xmp, riffEnd == file.Length ? PictureEnd.Exact : PictureEnd.Early);
    }

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
