using ImageGen.Messaging;
using ImageGen.Persistence;

namespace ImageGen.Volcengine.Tasks;

/// <summary>How tasks are stored and found.</summary>
internal static class TaskDocuments
{
    public const string ReadyAt = "readyAt";
    public const string NextPollAt = "nextPollAt";
    public const string RecoverAt = "recoverAt";
    public const string PurgeAt = "purgeAt";
    public const string Rank = "rank";
    public const string WaitingModel = "waitingModel";
    public const string WaitingOwner = "waitingOwner";
    public const string InFlight = "inFlight";

    public static DocumentModel<GenerationTask> Model { get; } = new DocumentModel<GenerationTask>("generation_tasks", task => task.Id)
        .Number(ReadyAt, task => task.ReadyAt)
        .Number(NextPollAt, task => task.NextPollAt)
        .Number(RecoverAt, task => task.RecoverAt)
        .Number(PurgeAt, task => HasEnded(task) ? task.PurgeAt : null)
        .Number(IOutboxDocument<GenerationTask>.DueField, task => task.OutboxDue)
        .Number(Rank, task => task.State == TaskState.Ready ? task.Rank : null)
        .Text(WaitingModel, task => task.State == TaskState.Ready ? task.Model : null)
        .Text(WaitingOwner, task => task.State == TaskState.Ready ? LineOf(task.Owner, task.Priority) : null)
        .Text(InFlight, task => task.State is TaskState.Submitting or TaskState.Running ? InFlightOf(task.Submission!.CredentialId, task.Model) : null)
        .IndexWhereSet(ReadyAt)
        .IndexWhereSet(NextPollAt)
        .IndexWhereSet(RecoverAt)
        .Index(PurgeAt)
        .IndexWhereSet(IOutboxDocument<GenerationTask>.DueField)
        .IndexWhereSet(WaitingModel, WaitingModel, Rank)
        .IndexWhereSet(WaitingModel, WaitingModel, WaitingOwner, Rank)
        .IndexWhereSet(InFlight);

    /// <returns>The value of <see cref="WaitingOwner"/>: what an owner waits for stands behind each other, and apart from what can wait longer.</returns>
    public static string LineOf(string owner, string priority) => priority == GenerationTask.Batch ? owner + " " + priority : owner;

    /// <returns>The value of <see cref="InFlight"/> of an account's tasks for a model.</returns>
    public static string InFlightOf(string credentialId, string model) => $"{credentialId} {model}";

    /// <summary>Nothing more can happen to it, and everyone has been told.</summary>
    private static bool HasEnded(GenerationTask task) => task.Outbox.Count == 0 && task.State switch
    {
        TaskState.Ready or TaskState.Submitting or TaskState.Running or TaskState.Unknown => false,
        TaskState.Abandoned => task.Final,
        _ => true,
    };
}
