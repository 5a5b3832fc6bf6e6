using Microsoft.Extensions.Logging;

namespace ImageGen.Loops;

/// <summary>
/// Claims work while it may have more in hand, and does each piece by itself, so that a slow one holds up nobody. Looks again when it may have
/// more, when woken, and every second or two. Stops only when what is in hand is finished.
/// </summary>
public abstract partial class WorkLoop<T>(string name, TimeProvider time, ILogger log, WakeSignal wake) : Loop(name, time, log, wake)
{
    private static readonly TimeSpan AfterSome = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AfterNone = TimeSpan.FromSeconds(2);

    private readonly TaskCompletionSource finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int inHand;
    private int full;
    private int stopped;
    private CancellationToken working;

    /// <summary>How many pieces may be in hand right now.</summary>
    protected abstract int AtOnce { get; }

    /// <summary>
    /// How long after a stop what is in hand goes on as if nothing were; then it is told to end. With zero it is told at once. Either way the
    /// loop waits until it has ended.
    /// </summary>
    protected virtual TimeSpan DrainTime => TimeSpan.Zero;

    protected override TimeSpan LongestBackoff => AfterNone;

    protected int InHand => Volatile.Read(ref inHand);

    public override async Task RunAsync(CancellationToken stopping)
    {
        using var drained = new CancellationTokenSource(Timeout.InfiniteTimeSpan, Time);
        await using var stop = DrainTime > TimeSpan.Zero ? stopping.Register(() => drained.CancelAfter(DrainTime)) : default;
        working = DrainTime > TimeSpan.Zero ? drained.Token : stopping;
        await base.RunAsync(stopping);

        // Said before it is looked at, so that a piece that ends in between ends the wait.
        Interlocked.Exchange(ref stopped, 1);
        if (InHand is > 0 and var left)
        {
            Draining(left);
            await finished.Task;
        }
    }

    /// <param name="most">At least 1.</param>
    protected abstract Task<IReadOnlyList<T>> ClaimAsync(int most, CancellationToken stopping);

    /// <summary>A fault is logged and costs nothing but this piece.</summary>
    protected abstract Task WorkAsync(T piece, CancellationToken cancellationToken);

    /// <summary>Names a piece in the log.</summary>
    protected abstract string IdOf(T piece);

    /// <summary>The host stops, and the loop waits for so many pieces.</summary>
    protected virtual void Draining(int pieces)
    {
    }

    protected sealed override async Task<TimeSpan> StepAsync(CancellationToken stopping)
    {
        // Said before it is looked at, so that a piece that ends in between wakes the loop.
        Interlocked.Exchange(ref full, 1);
        var free = AtOnce - InHand;
        if (free <= 0)
            return AfterNone;
        Interlocked.Exchange(ref full, 0);
        var claimed = await ClaimAsync(free, stopping);
        foreach (var piece in claimed)
            Start(piece);
        return claimed.Count == 0 ? AfterNone : claimed.Count < free ? AfterSome : TimeSpan.Zero;
    }

    private void Start(T piece)
    {
        Interlocked.Increment(ref inHand);
        _ = DoAsync();

        async Task DoAsync()
        {
            try
            {
                await WorkAsync(piece, working);
            }
            catch (OperationCanceledException) when (working.IsCancellationRequested)
            {
                // Left to whoever claims it next.
            }
            catch (Exception error)
            {
                LogFault(Log, error, Name, IdOf(piece));
            }
            finally
            {
                var last = Interlocked.Decrement(ref inHand) == 0;
                if (Volatile.Read(ref full) != 0)
                    Wake.Now();
                if (last && Volatile.Read(ref stopped) != 0)
                    finished.TrySetResult();
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "{Loop} failed for {Id}, which is tried again when its lease has passed")]
    private static partial void LogFault(ILogger log, Exception error, string loop, string id);
}
