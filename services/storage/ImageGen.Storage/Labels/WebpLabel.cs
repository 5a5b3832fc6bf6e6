using System.Buffers.Binary;
using ImageGen.Storage.Formats;

namespace ImageGen.Storage.Labels;

internal static class WebpLabel
{
    private const byte XmpFlag = 0x04;
    private const byte AlphaFlag = 0x10;
    private const int FlagsAt = 20;
    private const int FirstChunkAt = 12;

    public static byte[] Chunk(ReadOnlySpan<byte> packet)
    {
        byte[] chunk = [.. "XMP "u8, 0, 0, 0, 0, .. packet];
        BinaryPrimitives.WriteInt32LittleEndian(chunk.AsSpan(4), packet.Length);
        return packet.Length % 2 == 0 ? chunk : [.. chunk, 0];
    }

    /// <summary>Besides the packet the file's size changes, and the header that announces it: the simple format has none yet.</summary>
    public static IReadOnlyList<Edit> Edits(PictureFile file, PictureStructure structure, Edit packet)
    {
        var header = file.Read(FirstChunkAt, 4).AsSpan().SequenceEqual("VP8X"u8)
            ? new Edit(FlagsAt, 1, [(byte)(file.Read(FlagsAt, 1)[0] | XmpFlag)])
            : new Edit(FirstChunkAt, 0, ExtendedHeader(file, structure));
        var grown = new[] { header, packet }.Sum(edit => edit.Insert.Length - edit.Remove);
        var size = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(size, checked((uint)(BinaryPrimitives.ReadUInt32LittleEndian(file.Read(4, 4)) + grown)));
        return [new Edit(4, 4, size), header, packet];
    }

    private static byte[] ExtendedHeader(PictureFile file, PictureStructure structure)
    {
        var lossless = file.Read(FirstChunkAt, 4).AsSpan().SequenceEqual("VP8L"u8);
        var hasAlpha = lossless && (file.Read(FirstChunkAt + 12, 1)[0] & 0x10) != 0;
        var header = new byte[18];
        "VP8X"u8.CopyTo(header);
        header[4] = 10;
        header[8] = (byte)(XmpFlag | (hasAlpha ? AlphaFlag : 0));
        WriteUInt24(header.AsSpan(12), structure.Width - 1);
        WriteUInt24(header.AsSpan(15), structure.Height - 1);
        return header;
    }

    private static void WriteUInt24(Span<byte> target, int value)
    {
        target[0] = (byte)value;
        target[1] = (byte)(value >> 8);
        target[2] = (byte)(value >> 16);
    }
}
