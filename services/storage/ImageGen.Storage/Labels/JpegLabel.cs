using System.Buffers.Binary;
using ImageGen.Storage.Formats;

namespace ImageGen.Storage.Labels;

internal static class JpegLabel
{
    public static bool Fits(ReadOnlySpan<byte> packet) => 2 + JpegStructure.XmpName.Length + packet.Length <= JpegStructure.LargestSegment;

    /// <summary>An <c>APP1</c> segment: marker, length that counts itself, the name of XMP, the packet.</summary>
    public static byte[] Segment(ReadOnlySpan<byte> packet)
    {
        byte[] segment = [0xFF, 0xE1, 0, 0, .. JpegStructure.XmpName, .. packet];
        BinaryPrimitives.WriteUInt16BigEndian(segment.AsSpan(2), checked((ushort)(segment.Length - 2)));
        return segment;
    }
}
