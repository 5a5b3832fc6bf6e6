using System.Buffers.Binary;

namespace ImageGen.Storage.Pictures;

/// <summary>Reads a picture's structure here and there; reading past the end says that the picture is cut off.</summary>
internal sealed class PictureFile(Stream content)
{
    /// <summary>Metadata beyond this is not read: a label is small.</summary>
    private const int LargestBlock = 1 << 20;

    public long Length => content.Length;

    public byte[] Read(long offset, int count)
    {
        var bytes = new byte[count];
        Fill(offset, bytes);
        return bytes;
    }

    public byte[] ReadBlock(long offset, long count) => Read(offset, (int)Math.Min(count, LargestBlock));

    public ushort UInt16(long offset)
    {
        Span<byte> bytes = stackalloc byte[2];
        Fill(offset, bytes);
        return BinaryPrimitives.ReadUInt16BigEndian(bytes);
    }

    public void Fill(long offset, Span<byte> bytes)
    {
        if (offset + bytes.Length > content.Length)
            throw CutOff();
        content.Position = offset;
        content.ReadExactly(bytes);
    }

    public static InvalidPictureException CutOff() => new("The picture is cut off.");
}
