using ImageGen.Contracts;
using ImageGen.Storage.Copies;
using ImageGen.Volcengine.Providers;

namespace ImageGen.LifeOfAJob.Tests.Simulation;

/// <summary>What the world does beside the processes. Every fault is taken out of one budget.</summary>
internal sealed partial class Life
{
    private long picturesAwayUntil;

    public MessageFate FateOf(Message message)
    {
        if (Plan.MessageScript?.Invoke(message) is { } scripted)
            return scripted;
        if (!TakeFault(2))
            return MessageFate.Delivered;
        return Prng.Chance(0.6) ? MessageFate.Dropped : MessageFate.Doubled;
    }

    public long DelayOfDouble() => Plan.MessageScript is not null || Prng.Chance(0.5) ? 0 : Prng.Between(0, 300_000);

    public SubmitKind KindOfSubmission()
    {
        if (Plan.SubmitScript is { } script)
            return script(Provider.Ledger.Count + 1);
        if (TakeFault(6))
            return (SubmitKind)(1 + Prng.Weighted(5, 2, 1, 1, 3, 2, 1, 2, 1, 3, 2));
        return Plan.Synchronous ? SubmitKind.DeliveredLinks + Prng.Below(3) : SubmitKind.Accepted;
    }

    public TaskFate FateOfTask()
    {
        if (Plan.FateScript is { } script)
            return script();
        return TakeFault(2) ? (TaskFate)(1 + Prng.Weighted(3, 3, 2, 2)) : TaskFate.Done;
    }

    /// <summary>How long the provider takes, in milliseconds.</summary>
    public long ProviderTime() =>
        Plan.ProviderTimeScript?.Invoke() ?? (Prng.Chance(0.2) ? Prng.Between(20_000, 90_000) : Prng.Between(500, 20_000));

    public PollOutcome? FaultOfPoll() => !TakeFault(1) ? null : Prng.Weighted(2, 2, 2) switch
    {
        0 => new PollOutcome.Unavailable("no network"),
        1 => new PollOutcome.Faulted(new GenerationError { Code = "provider", Message = "it failed" }),
        _ => new PollOutcome.Pending(),
    };

    public CancelAnswer AnswerToCancel() => Plan.CancelScript is { } script ? script() : TakeFault(6) ? CancelAnswer.Stopped + Prng.Below(2) : CancelAnswer.Refused;

    public bool LinkExpires() => TakeFault(2);

    /// <summary>One read fails, or the way to the provider's pictures is cut for a while.</summary>
    public CopyVerdict? FaultOfRead()
    {
        if (Clock.Now < picturesAwayUntil)
            return CopyVerdict.SourceUnreachable;
        if (!TakeFault(2))
            return null;
        if (Prng.Chance(0.5))
            return CopyVerdict.SourceFailed;
        picturesAwayUntil = Clock.Now + Prng.Between(0, 120_000);
        return CopyVerdict.SourceUnreachable;
    }

    public bool PutFails() => TakeFault(1);

    private bool TakeFault(double likely)
    {
        if (Calm || FaultsLeft == 0 || !Prng.Chance(Plan.FaultRate * likely))
            return false;
        FaultsLeft--;
        return true;
    }
}
