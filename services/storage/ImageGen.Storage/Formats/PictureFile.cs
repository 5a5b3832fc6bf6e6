using System.Buffers.Binary;

namespace ImageGen.Storage.Formats;

/// <summary>
/// Reads a picture's structure here and there; reading past the end says that the picture is cut off. Whoever walks its parts says so, and is
/// stopped where a file has more of them than any program writes.
/// </summary>
/// <param name="mostParts">Chunks or segments.</param>
internal sealed class PictureFile(Stream content, int mostParts = int.MaxValue)
{
    private const int WindowSize = 32 << 10;

    /// <summary>Metadata beyond this is not read: a label is small.</summary>
    private const int LargestBlock = 1 << 20;

    // Structures are walked in steps of some bytes, which the file would have to be asked for one by one.
    private readonly byte[] window = new byte[WindowSize];
    private long windowStart;
    private int windowLength;
    private int parts;

    // Asked once: for a file on disk it is a call to the system.
    public long Length { get; } = content.Length;

    /// <exception cref="InvalidPictureException">There are too many.</exception>
    public void NextPart()
    {
        if (++parts > mostParts)
            throw new InvalidPictureException(FormattableString.Invariant($"The picture's file has more than {mostParts} parts."));
    }

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
        if (offset + bytes.Length > Length)
            throw CutOff();
        if (bytes.Length > WindowSize)
        {
            content.Position = offset;
            content.ReadExactly(bytes);
            return;
        }
        if (offset < windowStart || offset + bytes.Length > windowStart + windowLength)
            MoveWindow(offset);
        window.AsSpan((int)(offset - windowStart), bytes.Length).CopyTo(bytes);
    }

    /// <returns>Where the value is next, or null where the file ends before.</returns>
    public long? IndexOf(byte value, long offset)
    {
        for (; offset < Length; offset += Window(offset).Length)
        {
            if (Window(offset).IndexOf(value) is var found and >= 0)
                return offset + found;
        }
        return null;
    }

    /// <returns>Where another value is next, or null where the file ends before.</returns>
    public long? IndexOfAnyExcept(byte value, long offset)
    {
        for (; offset < Length; offset += Window(offset).Length)
        {
            if (Window(offset).IndexOfAnyExcept(value) is var found and >= 0)
                return offset + found;
        }
        return null;
    }

    public static InvalidPictureException CutOff() => new("The picture is cut off.");

    private ReadOnlySpan<byte> Window(long offset)
    {
        if (offset < windowStart || offset >= windowStart + windowLength)
            MoveWindow(offset);
        return window.AsSpan((int)(offset - windowStart), (int)(windowStart + windowLength - offset));
    }

    private void MoveWindow(long offset)
    {
        content.Position = offset;
        windowStart = offset;
        windowLength = content.ReadAtLeast(window, WindowSize, throwOnEndOfStream: false);
    }
}
