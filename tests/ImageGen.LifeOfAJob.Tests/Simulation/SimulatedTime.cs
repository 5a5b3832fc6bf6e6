namespace ImageGen.LifeOfAJob.Tests.Simulation;

/// <summary>The time of the whole world, in Unix milliseconds. It passes only when the scheduler says so.</summary>
internal sealed class Clock
{
    public const long Start = 1_800_000_000_000;

    public long Now { get; set; } = Start;
}

/// <summary>Time as one process sees it: its timers die with it and wait while it sleeps.</summary>
internal sealed class SimulatedTime(Clock clock) : TimeProvider
{
    private readonly List<Timer> timers = [];

    public override long TimestampFrequency => 1_000;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds(clock.Now);

    public override long GetTimestamp() => clock.Now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>When the next timer goes off; null where none runs.</summary>
    public long? Next => timers.Count == 0 ? null : timers.Min(timer => timer.At);

    public void FireNext()
    {
        var timer = timers.MinBy(timer => timer.At)!;
        timers.Remove(timer);
        timer.Callback(timer.State);
    }

    private sealed class Timer(SimulatedTime time, TimerCallback callback, object? state) : ITimer
    {
        public long At { get; private set; }

        public TimerCallback Callback { get; } = callback;

        public object? State { get; } = state;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            time.timers.Remove(this);
            if (dueTime == Timeout.InfiniteTimeSpan)
                return true;
            At = time.GetTimestamp() + (long)dueTime.TotalMilliseconds;
            time.timers.Add(this);
            return true;
        }

        public void Dispose() => time.timers.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
