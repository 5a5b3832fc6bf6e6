using ImageGen.LifeOfAJob.Tests.Simulation.Processes;

namespace ImageGen.LifeOfAJob.Tests.Simulation.World;

/// <summary>
/// Time as one process sees it: its clock may be off, its timers die with it and wait while it sleeps.
/// </summary>
internal sealed class SimulatedTime(Life life, SimulatedProcess process, long skew) : TimeProvider
{
    public override long TimestampFrequency => 1_000;

    /// <summary>How far this clock is ahead, in milliseconds.</summary>
    public long Skew => skew;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds(life.Clock.Now + skew);

    public override long GetTimestamp() => life.Clock.Now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new SimulatedTimer(life, process, skew, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }
}

/// <summary>
/// One timer. A loop that looks, finds nothing and waits again would be most of a life: such a timer rests until there is something
/// to find, and then goes off at the very moment at which it would have.
/// </summary>
internal sealed class SimulatedTimer(Life life, SimulatedProcess process, long skew, Action callback) : ITimer
{
    private readonly int incarnation = process.Incarnation;
    private int arming;
    private long at;
    private long wait;
    private long period;
    private List<Watch> watches = [];

    public bool IsOver => process.Incarnation != incarnation;

    public bool IsArmed { get; private set; }

    /// <summary>When it would go off if it did not rest, or not before its process goes on.</summary>
    public long At => Math.Max(at, process.AwakeAt);

    /// <summary>When it goes off while it rests: null where nothing to find is in sight.</summary>
    public long? RestsUntil
    {
        get
        {
            long? earliest = null;
            foreach (var watch in watches)
            {
                if (watch.Earliest is { } due && !(due - skew >= earliest))
                    earliest = due - skew;
            }

            if (earliest is not { } moment)
                return null;
            var first = moment <= at ? at : at + ((moment - at + wait - 1) / wait * wait);
            return Math.Max(first, process.AwakeAt);
        }
    }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        Disarm();
        this.period = period > TimeSpan.Zero ? (long)period.TotalMilliseconds : 0;
        if (dueTime == Timeout.InfiniteTimeSpan)
            return true;
        Arm((long)dueTime.TotalMilliseconds);
        return true;
    }

    /// <summary>The last pass found nothing: looks again only when one of these has something.</summary>
    public void Rest(IEnumerable<Watch> found)
    {
        arming++;
        watches = [.. found];
        life.Rests.Add(this, repeats: watches.Count == 0);
    }

    /// <summary>Goes off now.</summary>
    public void Fire()
    {
        Disarm();
        if (IsOver)
            return;
        using (life.BeginPass())
        {
            if (period > 0)
                Arm(period);
            callback();
            life.Context.Pump();
        }
    }

    public void Dispose() => Disarm();

    public ValueTask DisposeAsync()
    {
        Disarm();
        return ValueTask.CompletedTask;
    }

    private void Arm(long milliseconds)
    {
        if (!life.Context.IsHere)
            return;
        (wait, at, IsArmed) = (Math.Max(1, milliseconds), life.Clock.Now + milliseconds, true);
        var armed = ++arming;
        life.Scheduler.At(at, Fire, process, () => arming != armed);
        life.Pass?.Armed.Add(this);
    }

    private void Disarm()
    {
        arming++;
        IsArmed = false;
        if (watches.Count > 0)
            watches = [];
        life.Rests.Remove(this);
    }
}
