namespace ImageGen.LifeOfAJob.Tests.Simulation.World;

/// <summary>What one timer has set going: whether anything was found, and where it was looked for.</summary>
internal sealed class Pass(Life life) : IDisposable
{
    /// <summary>Something was read, written or sent.</summary>
    public bool FoundSomething { get; set; }

    /// <summary>It said or tidied something that it says and tidies again and again, whether anybody listens or not.</summary>
    public bool OnlyRepeats { get; set; }

    public List<Watch> Looked { get; } = [];

    public List<SimulatedTimer> Armed { get; } = [];

    public void Dispose()
    {
        life.EndPass();
        if (FoundSomething || (Looked.Count == 0 && !OnlyRepeats))
            return;
        foreach (var timer in Armed)
        {
            if (timer.IsArmed)
                timer.Rest(Looked);
        }
    }
}

/// <summary>Something that becomes due: a field of one collection.</summary>
internal readonly record struct Watch(ISimulatedStore Store, string Field)
{
    /// <summary>When the first is due, Unix milliseconds; null where none will be.</summary>
    public long? Earliest => Store.Earliest(Field);
}

/// <summary>The timers that rest, and which of them goes off first.</summary>
internal sealed class RestingTimers
{
    private readonly List<SimulatedTimer> timers = [];
    private readonly List<SimulatedTimer> beats = [];
    private bool known;
    private (SimulatedTimer Timer, long At)? next;

    /// <summary>Something was written, slept or woke: what was known of the next one is void.</summary>
    public void Changed() => known = false;

    /// <param name="repeats">It only says or tidies something again and again: it goes off when its time has come and somebody may want to hear it.</param>
    public void Add(SimulatedTimer timer, bool repeats)
    {
        (repeats ? beats : timers).Add(timer);
        known = false;
    }

    public void Remove(SimulatedTimer timer)
    {
        if (timers.Remove(timer))
            known = false;
        beats.Remove(timer);
    }

    /// <returns>One of those that repeat and whose time has come.</returns>
    public SimulatedTimer? Beat(long now)
    {
        foreach (var timer in beats)
        {
            if (timer.At <= now)
                return timer;
        }

        return null;
    }

    public (SimulatedTimer Timer, long At)? Next()
    {
        if (known)
            return next;
        timers.RemoveAll(timer => timer.IsOver);
        beats.RemoveAll(timer => timer.IsOver);
        next = null;
        foreach (var timer in timers)
        {
            if (timer.RestsUntil is { } at && !(next?.At <= at))
                next = (timer, at);
        }

        known = true;
        return next;
    }
}
