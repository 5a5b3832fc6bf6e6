using ImageGen.Contracts;
using ImageGen.Messaging;

namespace ImageGen.Volcengine.Tasks;

/// <summary>The three ways a task begins.</summary>
internal static class NewTask
{
    public static GenerationTask Ready(GenerateImage command, TaskPart part, long rank, long now) => Of(command, part, TaskState.Ready) with
    {
        Rank = rank,
        ReadyAt = now,
        RecoverAt = command.NotAfter.ToUnixTimeMilliseconds(),
    };

    /// <summary>Never to be submitted.</summary>
    public static GenerationTask Refused(GenerateImage command, TaskPart part, GenerationError error) =>
        Say(Of(command, part, TaskState.Refused) with { Error = error, Billed = false });

    /// <summary>What a cancel leaves behind that has overtaken its command.</summary>
    public static GenerationTask Tombstone(CancelGeneration command, TaskPart part, long now) => Say(new GenerationTask
    {
        Id = part.Id,
        JobId = command.JobId,
        Attempt = command.Attempt,
        Indices = part.Indices,
        Owner = command.Owner,
        Model = command.Model,
        State = TaskState.Canceled,
        NotAfter = now,
        PurgeAt = now + TaskLimits.TombstoneLife,
    });

    private static GenerationTask Of(GenerateImage command, TaskPart part, TaskState state) => new()
    {
        Id = part.Id,
        JobId = command.JobId,
        Attempt = command.Attempt,
        Indices = part.Indices,
        Total = command.Request.Count,
        Owner = command.Owner,
        Model = command.Request.Model,
        Request = command.Request,
        State = state,
        NotAfter = command.NotAfter.ToUnixTimeMilliseconds(),
        PurgeAt = command.NotAfter.ToUnixTimeMilliseconds() + TaskLimits.Retention,
    };

    private static GenerationTask Say(GenerationTask task) => task with { Outbox = TaskFacts.Of(task).Aggregate(task.Outbox, (entries, fact) => entries.With(fact)) };
}
