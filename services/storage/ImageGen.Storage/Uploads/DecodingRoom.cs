namespace ImageGen.Storage.Uploads;

/// <summary>
/// A bound on how many pictures are decoded at a time, and on the memory that takes. The caller who has fewer bytes in it comes first, and of
/// one caller the smaller picture, so that nobody waits behind another's pile. For a picture that was passed over <see cref="Patience"/>
/// times room is kept free.
/// </summary>
/// <param name="places">Pictures at a time.</param>
/// <param name="capacity">Bytes; a picture that needs more gets all of it.</param>
internal sealed class DecodingRoom(int places, long capacity)
{
    private readonly long capacity = capacity;

    /// <summary>How often a picture may be passed over.</summary>
    private const int Patience = 32;

    private readonly Lock gate = new();
    private readonly List<Waiter> waiters = [];
    private readonly Dictionary<string, long> held = new(StringComparer.Ordinal);
    private int freePlaces = places;
    private long freeBytes = capacity;

    /// <returns>Room for one picture, until it is disposed.</returns>
    public async Task<IDisposable> EnterAsync(string owner, long bytes, CancellationToken cancellationToken)
    {
        var waiter = new Waiter(owner, Math.Clamp(bytes, 1, capacity));
        lock (gate)
        {
            waiters.Add(waiter);
            Serve();
        }
        await using var canceled = cancellationToken.Register(() => Abandon(waiter, cancellationToken));
        await waiter.Served.Task;
        return new Share(this, waiter);
    }

    private void Serve()
    {
        while (freePlaces > 0 && Next() is { } next)
        {
            freePlaces--;
            freeBytes -= next.Bytes;
            held[next.Owner] = held.GetValueOrDefault(next.Owner) + next.Bytes;
            waiters.Remove(next);
            foreach (var passed in waiters.Where(passed => passed.Arrived.CompareTo(next.Arrived) < 0))
                passed.PassedOver++;
            next.Served.SetResult();
        }
    }

    private Waiter? Next()
    {
        // Room is kept free for who has waited long enough.
        var impatient = waiters.FirstOrDefault(waiter => waiter.PassedOver >= Patience);
        var candidates = impatient is null ? waiters : [impatient];
        return candidates.Where(waiter => waiter.Bytes <= freeBytes).MinBy(waiter => (held.GetValueOrDefault(waiter.Owner), waiter.Bytes, waiter.Arrived));
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

    private void Release(Waiter waiter)
    {
        lock (gate)
        {
            freePlaces++;
            freeBytes += waiter.Bytes;
            held[waiter.Owner] -= waiter.Bytes;
            if (held[waiter.Owner] == 0)
                held.Remove(waiter.Owner);
            Serve();
        }
    }

    private sealed class Waiter(string owner, long bytes)
    {
        private static long arrivals;

        public string Owner { get; } = owner;

        public long Bytes { get; } = bytes;

        public long Arrived { get; } = Interlocked.Increment(ref arrivals);

        public int PassedOver { get; set; }

        public TaskCompletionSource Served { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class Share(DecodingRoom room, Waiter waiter) : IDisposable
    {
        private int released;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref released, 1) == 0)
                room.Release(waiter);
        }
    }
}
