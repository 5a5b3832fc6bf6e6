namespace ImageGen.Volcengine.Wire;

/// <summary>
/// Server-sent events whose last one is closed, however the stream ends: by the format's rules it would be dropped, and it may be a
/// picture that is paid for. What broke the stream is thrown after it.
/// </summary>
internal sealed class ClosedEvents(Stream inner) : ReadOnlyStream
{
    private ReadOnlyMemory<byte> end = "\n\n"u8.ToArray();
    private bool ended;
    private Exception? broken;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!ended)
        {
            try
            {
                if (await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and var read)
                    return read;
            }
            catch (Exception error) when (AnswerBody.IsOfTheWire(error))
            {
                broken = error;
            }

            ended = true;
        }

        if (end.IsEmpty)
            return broken is null ? 0 : throw broken;
        var closing = end[..Math.Min(end.Length, buffer.Length)];
        closing.CopyTo(buffer);
        end = end[closing.Length..];
        return closing.Length;
    }

    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync();
        await base.DisposeAsync();
    }
}
