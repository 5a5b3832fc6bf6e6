namespace ImageGen.ServiceDefaults;

/// <summary>
/// What a loop waits for: somebody says that there is something to do, or time passes. One waits, anybody signals; several signals
/// before it looks are one. An ordinary wait ends without an exception and leaves no timer behind.
/// </summary>
public sealed class Signal(TimeProvider time)
{
    private volatile TaskCompletionSource set = New();

    public void Set() => set.TrySetResult();

    /// <summary>Forgets the signals so far: whoever waits is about to look.</summary>
    public void Reset()
    {
        if (set.Task.IsCompleted)
            set = New();
    }

    /// <summary>Returns when it is set, at once where it was since the last reset; after <paramref name="atMost"/>; and when canceled.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        var waited = set;
        await using var timer = time.CreateTimer(_ => waited.TrySetResult(), state: null, atMost, Timeout.InfiniteTimeSpan);
        await using var stop = cancellationToken.Register(() => waited.TrySetResult());
        await waited.Task;
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
