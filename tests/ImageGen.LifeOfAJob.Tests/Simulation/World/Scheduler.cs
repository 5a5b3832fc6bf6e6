using ImageGen.LifeOfAJob.Tests.Simulation.Processes;

namespace ImageGen.LifeOfAJob.Tests.Simulation.World;

/// <summary>All that waits for its time, in one queue. What is due at the same moment happens in the order of dice.</summary>
internal sealed class Scheduler(Clock clock, Prng prng)
{
    private readonly PriorityQueue<Happening, (long At, ulong Dice)> waiting = new();

    /// <summary>When the next thing happens, Unix milliseconds; null where nothing will.</summary>
    public long? Next
    {
        get
        {
            while (waiting.TryPeek(out var next, out var place))
            {
                if (!next.IsOver)
                    return Math.Max(place.At, clock.Now);
                waiting.Dequeue();
            }

            return null;
        }
    }

    /// <param name="of">With the process that it happens in it dies, and sleeps.</param>
    /// <param name="isVoid">Says whether it is not to happen any more.</param>
    public void At(long time, Action happen, SimulatedProcess? of = null, Func<bool>? isVoid = null) =>
        waiting.Enqueue(new Happening(happen, of, of?.Incarnation ?? 0, time, isVoid), (time, prng.Next()));

    public void After(long milliseconds, Action happen, SimulatedProcess? of = null) => At(clock.Now + milliseconds, happen, of);

    /// <summary>Lets the next thing happen; call only where <see cref="Next"/> is not null.</summary>
    public void Happen()
    {
        var next = waiting.Dequeue();
        // What a sleeper missed comes in its order when he wakes.
        if (next.Process is { IsAsleep: true } sleeper)
            waiting.Enqueue(next, (sleeper.AwakeAt, (ulong)next.At));
        else
            next.Happen();
    }

    /// <summary>A sleeper is awake before its time: what it missed comes now.</summary>
    public void Wake(SimulatedProcess sleeper)
    {
        var all = waiting.UnorderedItems.ToList();
        waiting.Clear();
        foreach (var (happening, place) in all)
            waiting.Enqueue(happening, happening.Process == sleeper && place.At > happening.At ? (clock.Now, (ulong)happening.At) : place);
    }

    private readonly record struct Happening(Action Happen, SimulatedProcess? Process, int Incarnation, long At, Func<bool>? IsVoid)
    {
        public bool IsOver => (Process is not null && Process.Incarnation != Incarnation) || IsVoid?.Invoke() == true;
    }
}
