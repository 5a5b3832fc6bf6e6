namespace ImageGen.ObjectStorage.Tests;

/// <summary>A seekable source that fails in the middle, every time it is read.</summary>
internal sealed class BreakingStream(int length, int breakAt) : MemoryStream(new byte[length])
{
    public override int Read(Span<byte> buffer) => Allowed(base.Read(buffer));

    public override int Read(byte[] buffer, int offset, int count) => Allowed(base.Read(buffer, offset, count));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Allowed(await base.ReadAsync(buffer, cancellationToken));

    public override async Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken)
    {
        var buffer = new byte[bufferSize];
        while (await ReadAsync(buffer, cancellationToken) is var read and > 0)
            await destination.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
    }

    private int Allowed(int read) => Position > breakAt ? throw new IOException("The source broke.") : read;
}
