using System.Threading.Tasks.Sources;
using ImageGen.LifeOfAJob.Tests.Simulation.World;

namespace ImageGen.LifeOfAJob.Tests.Simulation.Provider;

/// <summary>
/// A stream whose chunks come when the world says so. Whoever waits goes on at once, in the very moment of the arrival, whatever
/// context he would rather have: below our code there is code that must not be sent to another thread.
/// </summary>
internal abstract class WaitedStream : Stream, IValueTaskSource<int>
{
    private ManualResetValueTaskSourceCore<int> source;
    private Memory<byte> target;
    private CancellationTokenRegistration stop;
    private ReadOnlyMemory<byte> rest;
    private bool waits;
    private bool ended;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Somebody still waits for the next chunk.</summary>
    protected bool IsWaited => waits;

    /// <summary>Asks for the next chunk: null is the end.</summary>
    protected abstract void Next(Action<byte[]?, Exception?> give);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (rest.Length > 0 || ended)
            return ValueTask.FromResult(Take(buffer));
        source.Reset();
        (target, waits) = (buffer, true);
        stop = cancellationToken.Register(() => End(() => source.SetException(new OperationCanceledException(cancellationToken))));
        Next((chunk, error) => End(() =>
        {
            (rest, ended) = (chunk, chunk is null);
            if (error is null)
                source.SetResult(Take(target));
            else
                source.SetException(error);
        }));
        return new ValueTask<int>(this, source.Version);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    int IValueTaskSource<int>.GetResult(short token) => source.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<int>.GetStatus(short token) => source.GetStatus(token);

    void IValueTaskSource<int>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        source.OnCompleted(continuation, state, token, flags & ~ValueTaskSourceOnCompletedFlags.UseSchedulingContext);

    private void End(Action give)
    {
        if (!waits)
            return;
        waits = false;
        stop.Unregister();
        LifeContext.RunOutside(give);
    }

    private int Take(Memory<byte> buffer)
    {
        var count = Math.Min(buffer.Length, rest.Length);
        rest[..count].CopyTo(buffer);
        rest = rest[count..];
        return count;
    }
}
