using ImageGen.Contracts;
using ImageGen.Volcengine.Apis;
using ImageGen.Volcengine.Tasks;
using ImageGen.Volcengine.Wire;

namespace ImageGen.Volcengine.Polling;

/// <summary>
/// What an answer means for a running task, without I/O. What is paid ends by the provider's word or by time, never by a count of
/// tries: whatever may pass only makes the next question wait.
/// </summary>
internal abstract record PollVerdict
{
    private PollVerdict()
    {
    }

    /// <summary>The result is there, or none will ever be: then there are no pictures in it.</summary>
    public sealed record Deliver(IReadOnlyList<ProviderPicture> Pictures, string? RequestId) : PollVerdict;

    /// <summary>The provider says that the task failed.</summary>
    public sealed record Fail(GenerationError Error) : PollVerdict;

    /// <summary>The provider has forgotten the task, or stopped it.</summary>
    public sealed record Lose : PollVerdict;

    /// <summary>It is asked for again.</summary>
    /// <param name="Faults">Questions in a row that brought nothing; 0 where the provider works on the task.</param>
    public sealed record Wait(int Faults, Oddity? Oddity) : PollVerdict;

    /// <summary>As if it had not been asked for.</summary>
    public sealed record LeaveToOthers : PollVerdict;

    /// <param name="task">As it was asked for.</param>
    /// <param name="now">Unix milliseconds.</param>
    public static PollVerdict Of(GenerationTask task, PollOutcome outcome, long now) => outcome switch
    {
        PollOutcome.Done { Pictures.Count: > 0 } done => new Deliver(done.Pictures, done.RequestId),
        PollOutcome.Failed { Error: var error } => new Fail(error),
        PollOutcome.Expired => new Lose(),
        _ => OfTime(task, outcome, OddityAfter(task.Oddity, outcome, now), now),
    };

    private static PollVerdict OfTime(GenerationTask task, PollOutcome outcome, Oddity? oddity, long now) => outcome switch
    {
        PollOutcome.Done done when now - oddity!.Since >= ProtocolTimes.NoPicturePatience => new Deliver([], done.RequestId),
        PollOutcome.NotFound when task.CancelTakenAt is { } taken && now - Math.Max(taken, oddity!.Since) >= ProtocolTimes.StoppedPatience => new Lose(),
        _ when now - task.StartedAt >= ProviderTimes.TaskLife => new Lose(),
        PollOutcome.NotLetIn => new LeaveToOthers(),
        PollOutcome.Pending => new Wait(Faults: 0, oddity),
        // The account is asked less often, so the task itself need not wait ever longer.
        PollOutcome.Unavailable { Throttled: true } => new Wait(task.PollFaults, oddity),
        _ => new Wait(task.PollFaults + 1, oddity),
    };

    /// <summary>Only an answer about the task takes the place of one before it.</summary>
    private static Oddity? OddityAfter(Oddity? before, PollOutcome outcome, long now) => outcome switch
    {
        PollOutcome.Pending => null,
        PollOutcome.NotFound => Since(before, OddAnswer.NotFound, now),
        PollOutcome.Done => Since(before, OddAnswer.NoPicture, now),
        _ => before,
    };

    private static Oddity Since(Oddity? before, OddAnswer answer, long now) => before?.Answer == answer ? before : new Oddity(answer, now);
}
