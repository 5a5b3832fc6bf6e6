namespace ImageGen.Volcengine.Wire;

/// <summary>Reads another stream and refuses to go on beyond a number of bytes: an answer without end must not fill the memory.</summary>
/// <remarks>Reading on throws <see cref="InvalidDataException"/>.</remarks>
internal sealed class BoundedStream(Stream inner, long maxBytes) : ReadOnlyStream
{
    private long left = maxBytes;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // One byte more than there may be shows that there is more.
        var read = await inner.ReadAsync(buffer.Length > left ? buffer[..(int)Math.Min(buffer.Length, left + 1)] : buffer, cancellationToken).ConfigureAwait(false);
        left -= read;
        return left >= 0 ? read : throw new InvalidDataException("the answer is too large");
    }

    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync();
        await base.DisposeAsync();
    }
}
