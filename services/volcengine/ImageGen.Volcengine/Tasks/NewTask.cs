using ImageGen.Contracts;
using ImageGen.Messaging.Outbox;

namespace ImageGen.Volcengine.Tasks;

/// <summary>The ways a task begins.</summary>
internal static class NewTask
{
    public static GenerationTask Ready(GenerateImage command, TaskPart part, long rank, long now) => Of(command, part, TaskState.Ready) with
    {
        Rank = rank,
        // By the earlier of the two clocks: by one that is ahead, the part would not be ready for as long as it is ahead.
        ReadyAt = Math.Min(now, command.AcceptedAt.ToUnixTimeMilliseconds()),
        RecoverAt = command.NotAfter.ToUnixTimeMilliseconds(),
    };

    /// <summary>Never to be submitted.</summary>
    public static GenerationTask Refused(GenerateImage command, TaskPart part, GenerationError error) =>
        Say(Of(command, part, TaskState.Refused) with { Error = error, Billed = false });

    /// <summary>
    /// The command comes so late that its task may have been deleted already, as when an operator replays an old error queue. Whether it was
    /// submitted and paid is not known, and nothing is said about it.
    /// </summary>
    public static GenerationTask Forgotten(GenerateImage command, TaskPart part) => Say(Of(command, part, TaskState.Abandoned) with { Final = true });

    /// <summary>It may have been submitted after the backup that the database was restored from.</summary>
    public static GenerationTask Doubtful(GenerateImage command, TaskPart part, Submission possible) => Say(Of(command, part, TaskState.Unknown) with
    {
        Submission = possible,
        UnknownReason = TaskRules.RestoredReason,
    });

    /// <summary>What a cancel leaves behind that has overtaken its command.</summary>
    public static GenerationTask Tombstone(CancelGeneration command, TaskPart part, long now) => Say(new GenerationTask
    {
        Id = part.Id,
        JobId = command.JobId,
        Attempt = command.Attempt,
        Indices = part.Indices,
        Owner = command.Owner,
        HeldFor = command.HeldFor,
        Model = command.Model,
        State = TaskState.Canceled,
        NotAfter = now,
        PurgeAt = now + ProtocolTimes.TombstoneLife,
    });

    /// <summary>The same after a restore, where what it stands for may have been submitted.</summary>
    public static GenerationTask DoubtfulTombstone(GenerationTask tombstone, Submission possible, long now) =>
        TaskRules.Cancel(tombstone with { State = TaskState.Unknown, Outbox = [], Submission = possible, UnknownReason = TaskRules.RestoredReason }, now)!;

    private static GenerationTask Of(GenerateImage command, TaskPart part, TaskState state) => new()
    {
        Id = part.Id,
        JobId = command.JobId,
        Attempt = command.Attempt,
        Indices = part.Indices,
        Total = command.Request.Count,
        Owner = command.Owner,
        HeldFor = command.HeldFor,
        Priority = command.Priority,
        Model = command.Request.Model,
        AcceptedAt = command.AcceptedAt.ToUnixTimeMilliseconds(),
        Request = command.Request,
        State = state,
        NotAfter = command.NotAfter.ToUnixTimeMilliseconds(),
        PurgeAt = command.NotAfter.ToUnixTimeMilliseconds() + ProtocolTimes.Retention,
    };

    private static GenerationTask Say(GenerationTask task) => task with { Outbox = TaskFacts.Of(task).Aggregate(task.Outbox, (entries, fact) => entries.With(fact)) };
}
