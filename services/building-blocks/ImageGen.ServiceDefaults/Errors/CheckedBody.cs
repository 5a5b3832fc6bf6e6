namespace ImageGen.ServiceDefaults.Errors;

/// <summary>A body that is looked at while it is read.</summary>
internal abstract class CheckedBody(Stream body) : Stream
{
    /// <summary>What is looked at here, for who wants it unseen.</summary>
    public Stream Unchecked { get; } = body;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await Unchecked.ReadAsync(buffer, cancellationToken);
        if (buffer.Length > 0)
            Check(buffer.Span[..count], isEnd: count == 0);
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <param name="bytes">What was read next.</param>
    /// <exception cref="Exception">Instead of these bytes.</exception>
    protected abstract void Check(ReadOnlySpan<byte> bytes, bool isEnd);
}
