using System.Buffers.Binary;
using System.IO.Compression;

namespace ImageGen.Storage.Formats;

internal static class PngStructure
{
    private const int HeaderEnd = 33;

    /// <summary>A packet is small; what grows beyond this when it is unpacked is meant to.</summary>
    private const int LargestPacket = 1 << 20;

    private static ReadOnlySpan<byte> XmpKeyword => "XML:com.adobe.xmp\0"u8;

    /// <summary>Walks the chunks: a length, four letters, the data, a check sum.</summary>
    public static PictureStructure Read(PictureFile file)
    {
        Span<byte> head = stackalloc byte[8];
        file.Fill(8, head);
        if (!head.SequenceEqual((ReadOnlySpan<byte>)[0, 0, 0, 13, .. "IHDR"u8]))
            throw new InvalidPictureException("The PNG has no header.");
        var size = file.Read(16, 8);
        var structure = new PictureStructure(
            PictureFormat.Png, BinaryPrimitives.ReadInt32BigEndian(size), BinaryPrimitives.ReadInt32BigEndian(size.AsSpan(4)), HeaderEnd, Xmp: null);
        for (long offset = HeaderEnd; offset + head.Length <= file.Length;)
        {
            file.NextPart();
            file.Fill(offset, head);
            var end = offset + 12 + BinaryPrimitives.ReadUInt32BigEndian(head);
            if (end > file.Length)
                break;
            var type = head[4..];
            if (type.SequenceEqual("IEND"u8))
                return structure with { End = end == file.Length ? PictureEnd.Exact : PictureEnd.Early };
            if (structure.Xmp is null && IsText(type))
                structure = structure with { Xmp = XmpOf(file, offset, end, type) };
            offset = end;
        }
        return structure with { End = PictureEnd.Missing };
    }

    private static bool IsText(ReadOnlySpan<byte> type) => type.SequenceEqual("iTXt"u8) || type.SequenceEqual("zTXt"u8) || type.SequenceEqual("tEXt"u8);

    private static XmpBlock? XmpOf(PictureFile file, long offset, long end, ReadOnlySpan<byte> type)
    {
        var length = end - offset - 12;
        if (length < XmpKeyword.Length || !file.Read(offset + 8, XmpKeyword.Length).AsSpan().SequenceEqual(XmpKeyword))
            return null;
        var value = file.ReadBlock(offset + 8 + XmpKeyword.Length, length - XmpKeyword.Length);
        var packet = type[0] switch
        {
            (byte)'i' => PacketOf(value),
            (byte)'z' when value.Length > 0 => Unpacked(value[1..]),
            (byte)'t' => value,
            _ => null,
        };
        return new XmpBlock(offset, end - offset, packet);
    }

    /// <summary>Of <c>iTXt</c>: behind two flags, language and translated keyword.</summary>
    private static byte[]? PacketOf(byte[] value)
    {
        var start = 2;
        for (var text = 0; text < 2; text++)
        {
            var end = start > value.Length ? -1 : value.AsSpan(start).IndexOf((byte)0);
            if (end < 0)
                return null;
            start += end + 1;
        }
        return value[0] == 0 ? value[start..] : Unpacked(value[start..]);
    }

    private static byte[]? Unpacked(byte[] packed)
    {
        using var unpacking = new ZLibStream(new MemoryStream(packed), CompressionMode.Decompress);
        var packet = new byte[LargestPacket];
        try
        {
            var length = unpacking.ReadAtLeast(packet, packet.Length, throwOnEndOfStream: false);
            return length < packet.Length ? packet[..length] : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
