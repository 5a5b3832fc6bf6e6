namespace ImageGen.Loops;

/// <summary>
/// What a loop waits for: somebody says that there is something to do, a moment comes, or time passes. One waits, anybody wakes. A wake while
/// nobody waits is kept for the next wait, and several are one. A wait ends without an exception and leaves no timer behind.
/// </summary>
public class WakeSignal(TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly SortedSet<long> moments = [];
    private TaskCompletionSource changed = New();
    private bool woken;

    /// <summary>Wakes whoever waits, or the next one who would.</summary>
    public void Now()
    {
        lock (gate)
        {
            woken = true;
            changed.TrySetResult();
        }
    }

    /// <summary>Wakes when the moment has come.</summary>
    /// <param name="moment">Unix milliseconds.</param>
    public void At(long moment)
    {
        lock (gate)
        {
            if (moments.Add(moment) && moments.Min == moment)
                changed.TrySetResult();
        }
    }

    /// <summary>Returns when woken, when a moment has come, after <paramref name="atMost"/>, and when canceled.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (!cancellationToken.IsCancellationRequested && Left(atMost - time.GetElapsedTime(began)) is var (pause, changes))
        {
            await using var timer = time.CreateTimer(_ => changes.TrySetResult(), state: null, pause, Timeout.InfiniteTimeSpan);
            await using var stop = cancellationToken.Register(() => changes.TrySetResult());
            await changes.Task;
        }
    }

    /// <returns>How long to wait at most, in whole milliseconds, and for what; null where the wait is over.</returns>
    private (TimeSpan Pause, TaskCompletionSource Changes)? Left(TimeSpan atMost)
    {
        lock (gate)
        {
            var now = time.GetUtcNow().ToUnixTimeMilliseconds();
            var due = moments.RemoveWhere(moment => moment <= now) > 0;
            if (woken || due || atMost <= TimeSpan.Zero)
            {
                woken = false;
                return null;
            }

            changed = New();
            var pause = Math.Ceiling(atMost.TotalMilliseconds);
            return (TimeSpan.FromMilliseconds(moments.Count > 0 ? Math.Min(moments.Min - now, pause) : pause), changed);
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
