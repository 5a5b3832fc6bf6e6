namespace ImageGen.ObjectStorage;

/// <summary>A bound on the bytes in memory. First come, first served; one that asks for more than there is gets all of it.</summary>
public sealed class ByteBudget(long capacity)
{
    private readonly Lock gate = new();
    private readonly LinkedList<Waiter> waiters = [];
    private readonly long capacity = capacity;
    private long free = capacity;

    public async Task<IDisposable> TakeAsync(long bytes, CancellationToken cancellationToken)
    {
        var waiter = new Waiter(Math.Clamp(bytes, 0, capacity));
        lock (gate)
        {
            waiters.AddLast(waiter);
            Serve();
        }
        await using var canceled = cancellationToken.Register(() => Abandon(waiter, cancellationToken));
        await waiter.Served.Task;
        return new Share(this, waiter.Bytes);
    }

    private void Serve()
    {
        while (waiters.First is { } next && next.Value.Bytes <= free)
        {
            free -= next.Value.Bytes;
            waiters.RemoveFirst();
            next.Value.Served.SetResult();
        }
    }

    private void Abandon(Waiter waiter, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (!waiters.Remove(waiter))
                return;
            waiter.Served.SetCanceled(cancellationToken);
            Serve();
        }
    }

    private void Release(long bytes)
    {
        lock (gate)
        {
            free += bytes;
            Serve();
        }
    }

    private sealed class Waiter(long bytes)
    {
        public long Bytes { get; } = bytes;

        public TaskCompletionSource Served { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class Share(ByteBudget budget, long bytes) : IDisposable
    {
        private int released;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref released, 1) == 0)
                budget.Release(bytes);
        }
    }
}
