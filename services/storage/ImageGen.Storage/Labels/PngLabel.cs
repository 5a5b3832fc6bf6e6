using System.Buffers.Binary;
using System.IO.Hashing;

namespace ImageGen.Storage.Labels;

internal static class PngLabel
{
    /// <summary>An <c>iTXt</c> chunk, not compressed, without language: length, type, data, check sum over type and data.</summary>
    public static byte[] Chunk(ReadOnlySpan<byte> packet)
    {
        ReadOnlySpan<byte> checkedPart = [.. "iTXtXML:com.adobe.xmp\0\0\0\0\0"u8, .. packet];
        var chunk = new byte[4 + checkedPart.Length + 4];
        BinaryPrimitives.WriteInt32BigEndian(chunk, checkedPart.Length - 4);
        checkedPart.CopyTo(chunk.AsSpan(4));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(4 + checkedPart.Length), Crc32.HashToUInt32(checkedPart));
        return chunk;
    }
}
