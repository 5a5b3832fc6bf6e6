using System.Buffers;
using System.IO.Pipelines;

namespace ImageGen.Jobs.Export;

/// <summary>
/// An answer's body as an archive is written to it. A server takes no writes that hold up a thread, and archives make some (small ones, where a
/// file ends): those are kept until the next one that waits.
/// </summary>
internal sealed class ZipBody(PipeWriter body) : Stream
{
    /// <summary>Bytes that may wait.</summary>
    private const int Most = 64 << 10;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer) => body.Write(buffer);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        if (body.UnflushedBytes >= Most)
            await SendAsync(cancellationToken);
    }

    /// <exception cref="OperationCanceledException">Nobody takes any more.</exception>
    public async Task SendAsync(CancellationToken cancellationToken)
    {
        if ((await body.FlushAsync(cancellationToken)).IsCompleted)
            throw new OperationCanceledException("The caller is gone.");
        cancellationToken.ThrowIfCancellationRequested();
    }

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
