namespace ImageGen.LifeOfAJob.Tests.Simulation.Faults;

/// <summary>What may happen to a process at one of its steps.</summary>
internal enum Fault
{
    None,

    /// <summary>The process dies; the effect never happens.</summary>
    KillBefore,

    /// <summary>The effect happens, the process dies before it learns of it.</summary>
    KillAfter,

    /// <summary>The effect fails.</summary>
    ErrorBefore,

    /// <summary>The effect happens, its answer is lost.</summary>
    ErrorAfter,

    /// <summary>The process is paused for longer than any lease, and goes on with what it believed.</summary>
    Sleep,
}

/// <summary>What may happen to a message.</summary>
internal enum MessageFate
{
    Delivered,
    Dropped,
    Doubled,
}
