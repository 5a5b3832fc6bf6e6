namespace ImageGen.LifeOfAJob.Tests.Simulation;

/// <summary>What kind of life it is to be. What the plan leaves open, the seed decides.</summary>
internal sealed record LifePlan
{
    public required ulong Seed { get; init; }

    public int Pictures { get; init; } = 1;

    /// <summary>One call makes all pictures.</summary>
    public bool Group { get; init; }

    /// <summary>How many faults of all kinds there may be.</summary>
    public int Faults { get; init; }

    /// <summary>How likely one is wherever it could happen.</summary>
    public double FaultRate { get; init; } = 0.04;

    /// <summary>Whether people cancel, and at which turn.</summary>
    public int? CancelAtTurn { get; init; }

    /// <summary>Decides when people cancel, in place of the turn.</summary>
    public Func<Life, bool>? CancelWhen { get; init; }

    /// <summary>How often people retry where they may.</summary>
    public int Retries { get; init; }

    /// <summary>Decides when people retry; else a moment is drawn.</summary>
    public Func<Life, bool>? RetryWhen { get; init; }

    /// <summary>Whether a person closes in the end what waits for a person.</summary>
    public bool PersonCloses { get; init; } = true;

    /// <summary>Whether the broker keeps what a dead consumer had not acknowledged.</summary>
    public bool DurableBus { get; init; } = true;

    /// <summary>The model's API answers a submission with the pictures themselves, in links or in bytes, at once or one by one.</summary>
    public bool Synchronous { get; init; }

    /// <summary>Delivers the youngest message first.</summary>
    public bool LastFirst { get; init; }

    public int DeadlineSeconds { get; init; } = 900;

    public int QueueDeadlineSeconds { get; init; } = 86_400;

    /// <summary>Decides over single steps; the second parameter counts them from 1.</summary>
    public Func<Life, Step, int, Fault>? StepScript { get; init; }

    public Func<Message, MessageFate>? MessageScript { get; init; }

    public Func<int, SubmitKind>? SubmitScript { get; init; }

    public Func<TaskFate>? FateScript { get; init; }

    /// <summary>What the provider says when it is asked to stop a task.</summary>
    public Func<CancelAnswer>? CancelScript { get; init; }

    /// <summary>How long the provider takes, in milliseconds.</summary>
    public Func<long>? ProviderTimeScript { get; init; }

    public LeftOut? LeftOut { get; init; }

    /// <summary>Tasks that the account may have with the provider at a time; null is no limit.</summary>
    public int? Limit { get; init; }

    /// <summary>Lines of the trace that are kept.</summary>
    public int TraceLength { get; init; } = 60;

    /// <summary>Any life: all of it follows from the seed.</summary>
    public static LifePlan Any(ulong seed)
    {
        var prng = new Prng(seed ^ 0x5DEECE66D);
        var faults = prng.Weighted(15, 20, 20, 15, 10, 10, 10);
        return new LifePlan
        {
            Seed = seed,
            Pictures = 1 + prng.Weighted(60, 25, 15),
            Group = prng.Chance(0.3),
            Faults = faults,
            FaultRate = prng.Chance(0.5) ? 0.03 : 0.12,
            CancelAtTurn = prng.Chance(0.35) ? prng.Below(120) : null,
            Retries = prng.Weighted(50, 35, 15),
            PersonCloses = prng.Chance(0.7),
            DurableBus = prng.Chance(0.6),
            LastFirst = prng.Chance(0.1),
            DeadlineSeconds = prng.Chance(0.3) ? (int)prng.Between(5, 60) : 900,
            QueueDeadlineSeconds = prng.Chance(0.2) ? (int)prng.Between(1, 120) : 86_400,
            Synchronous = prng.Chance(0.25),
        };
    }

    /// <summary>Any life in which the calls of a job stand in each other's way.</summary>
    public static LifePlan AnyWithLittleRoom(ulong seed)
    {
        var plan = Any(seed);
        return plan with { Limit = 1, Group = false, Pictures = Math.Max(2, plan.Pictures) };
    }
}
