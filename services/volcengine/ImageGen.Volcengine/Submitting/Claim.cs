using ImageGen.Persistence;
using ImageGen.Volcengine.Tasks;

namespace ImageGen.Volcengine.Submitting;

/// <summary>
/// A waiting part that was taken out of its line. It is ours for a moment, and for as long as what makes it ready is at work: meanwhile the
/// claim is renewed. Only its latest version may write the intent.
/// </summary>
internal sealed class Claim(Stored<GenerationTask> task, TaskStore tasks, TimeProvider time)
{
    /// <summary>How long a claimed part is left to its claimer before another process may look at it, in milliseconds.</summary>
    public const long Lease = 30_000;

    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(10);

    private long renewedAt = time.GetTimestamp();

    public Stored<GenerationTask> Part { get; private set; } = task;

    /// <summary>
    /// Since when the part has waited, Unix milliseconds. To wait on as before it keeps that: ours may be the clock that is wrong.
    /// </summary>
    public long ReadySince { get; } = task.Body.ReadyAt ?? 0;

    /// <summary>Somebody else has the part, or it waits no more.</summary>
    public bool IsLost { get; private set; }

    /// <param name="work">Is told to stop where the claim is lost. What it returns all the same is the caller's.</param>
    /// <exception cref="OperationCanceledException">Asked for, or the work stopped because the claim is lost.</exception>
    public async Task<T> KeepWhileAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        // It may have waited for the other lines of its pass.
        if (time.GetElapsedTime(renewedAt) >= Renewal)
            await RenewAsync(stop);
        if (IsLost)
            throw new OperationCanceledException("The part is another's by now.");
        var working = work(stop.Token);
        // Mostly it is a matter of moments.
        while (!working.IsCompleted && !IsLost)
        {
            using var over = new CancellationTokenSource();
            var pause = Task.Delay(Renewal, time, over.Token);
            if (await Task.WhenAny(working, pause) == pause)
                await RenewAsync(stop);
            Stop(over);
        }

        return await working;
    }

    private async Task RenewAsync(CancellationTokenSource stop)
    {
        try
        {
            var until = time.UnixMilliseconds() + Lease;
            if (await tasks.TryChangeAsync(Part, part => TaskRules.WaitOn(part, until), CancellationToken.None) is { } renewed)
            {
                (Part, renewedAt) = (renewed, time.GetTimestamp());
                return;
            }
        }
        catch (Exception)
        {
            // The store is away. The claim may still be ours at the next try; if not, the intent will not be written.
            return;
        }

        IsLost = true;
        Stop(stop);
    }

    // At once, so that who waits for it goes on here.
    private static void Stop(CancellationTokenSource source) => source.Cancel();
}
