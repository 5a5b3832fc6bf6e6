using System.Buffers.Binary;

namespace ImageGen.Storage.Labels;

internal static class PngLabel
{
    private static readonly uint[] CrcTable = [.. Enumerable.Range(0, 256).Select(CrcEntry)];

    /// <summary>An <c>iTXt</c> chunk, not compressed, without language: length, type, data, check sum over type and data.</summary>
    public static byte[] Chunk(ReadOnlySpan<byte> packet)
    {
        ReadOnlySpan<byte> checkedPart = [.. "iTXtXML:com.adobe.xmp\0\0\0\0\0"u8, .. packet];
        var chunk = new byte[4 + checkedPart.Length + 4];
        BinaryPrimitives.WriteInt32BigEndian(chunk, checkedPart.Length - 4);
        checkedPart.CopyTo(chunk.AsSpan(4));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(4 + checkedPart.Length), Crc(checkedPart));
        return chunk;
    }

    private static uint Crc(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        foreach (var value in data)
            crc = CrcTable[(byte)(crc ^ value)] ^ crc >> 8;
        return ~crc;
    }

    private static uint CrcEntry(int value)
    {
        var entry = (uint)value;
        for (var bit = 0; bit < 8; bit++)
            entry = (entry & 1) == 0 ? entry >> 1 : 0xEDB88320 ^ entry >> 1;
        return entry;
    }
}
