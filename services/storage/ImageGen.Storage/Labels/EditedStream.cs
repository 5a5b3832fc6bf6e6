namespace ImageGen.Storage.Labels;

/// <summary>A seekable view of a file with edits, without a copy of it. Leaves the file open.</summary>
internal sealed class EditedStream : Stream
{
    private readonly Stream file;
    private readonly List<Part> parts = [];
    private long position;

    /// <param name="edits">In the file's order, not overlapping.</param>
    public EditedStream(Stream file, IReadOnlyList<Edit> edits)
    {
        this.file = file;
        long read = 0;
        foreach (var edit in edits)
        {
            Add(new Part(Length, edit.Offset - read, read, null));
            Add(new Part(Length, edit.Insert.Length, 0, edit.Insert));
            read = edit.Offset + edit.Remove;
        }
        Add(new Part(Length, file.Length - read, read, null));
    }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => parts is [.., var last] ? last.Start + last.Length : 0;

    public override long Position
    {
        get => position;
        set => position = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value));
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (Seek(buffer.Length) is not var (part, at, count) || count == 0)
            return 0;
        var read = count;
        if (part.Inserted is { } inserted)
            inserted.AsSpan((int)at, count).CopyTo(buffer);
        else
            read = file.Read(buffer[..count]);
        position += read;
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Seek(buffer.Length) is not var (part, at, count) || count == 0)
            return 0;
        var read = count;
        if (part.Inserted is { } inserted)
            inserted.AsMemory((int)at, count).CopyTo(buffer);
        else
            read = await file.ReadAsync(buffer[..count], cancellationToken);
        position += read;
        return read;
    }

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => position + offset,
        _ => Length + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private void Add(Part part)
    {
        if (part.Length > 0)
            parts.Add(part);
    }

    /// <summary>Where the next bytes are; the file is placed there.</summary>
    private (Part Part, long At, int Count)? Seek(int wanted)
    {
        var part = parts.Find(part => position < part.Start + part.Length);
        if (part is null)
            return null;
        var at = position - part.Start;
        if (part.Inserted is null)
            file.Position = part.FileOffset + at;
        return (part, at, (int)Math.Min(wanted, part.Length - at));
    }

    private sealed record Part(long Start, long Length, long FileOffset, byte[]? Inserted);
}
