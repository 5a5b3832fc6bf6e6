using System.Text.Json.Serialization;
using ImageGen.Contracts;
using ImageGen.Messaging.Outbox;
using ImageGen.Persistence;
using ImageGen.Volcengine.Apis;

namespace ImageGen.Volcengine.Tasks;

/// <summary>One paid call: the truth about it, and the facts about it that have not left yet.</summary>
internal sealed record GenerationTask : DocumentPart, IDocument<GenerationTask>, IOutboxDocument<GenerationTask>
{
    public const string Interactive = "interactive";
    public const string Batch = "batch";

    public static DocumentModel<GenerationTask> Documents { get; } = new DocumentModel<GenerationTask>("generation_tasks", task => task.Id)
        .Number(TaskFields.ReadyAt, task => task.ReadyAt)
        .Number(TaskFields.NextPollAt, task => task.NextPollAt)
        .Number(TaskFields.RecoverAt, task => task.RecoverAt)
        .Number(TaskFields.PurgeAt, task => HasEnded(task) ? task.PurgeAt : null)
        .Number(TaskFields.Rank, task => task.State == TaskState.Ready ? task.Rank : null)
        .Text(TaskFields.WaitingModel, task => task.State == TaskState.Ready ? task.Model : null)
        .Text(TaskFields.WaitingOwner, task => task.State == TaskState.Ready ? TaskFields.LineOf(task.Owner, task.Priority) : null)
        .Text(TaskFields.InFlight, task => task.State is TaskState.Submitting or TaskState.Running ? TaskFields.InFlightOf(task.Submission!.CredentialId, task.Model) : null)
        .IndexWhereSet(TaskFields.ReadyAt)
        .IndexWhereSet(TaskFields.NextPollAt)
        .IndexWhereSet(TaskFields.RecoverAt)
        .Index(TaskFields.PurgeAt)
        .IndexWhereSet(TaskFields.WaitingModel, TaskFields.WaitingModel, TaskFields.Rank)
        .IndexWhereSet(TaskFields.WaitingModel, TaskFields.WaitingModel, TaskFields.WaitingOwner, TaskFields.Rank)
        .IndexWhereSet(TaskFields.InFlight)
        .WithOutbox();

    /// <summary><c>job:attempt:part</c>.</summary>
    public required string Id { get; init; }

    public required string JobId { get; init; }

    public required int Attempt { get; init; }

    /// <summary>The places in the job that this call is to fill, ascending.</summary>
    public required IReadOnlyList<int> Indices { get; init; }

    /// <summary>How many pictures the whole job asks for; 0 on a tombstone, which never saw its command.</summary>
    public int Total { get; init; }

    public required string Owner { get; init; }

    /// <summary>As in its command.</summary>
    public string? HeldFor { get; init; }

    /// <summary>As in its command.</summary>
    public string Priority { get; init; } = Interactive;

    public required string Model { get; init; }

    /// <summary>Null on a tombstone.</summary>
    public ImageRequest? Request { get; init; }

    public required TaskState State { get; init; }

    /// <summary>Who comes first among those that wait: the lowest.</summary>
    public long Rank { get; init; }

    /// <summary>When the job was accepted, Unix milliseconds; 0 where nobody wrote it down.</summary>
    public long AcceptedAt { get; init; }

    /// <summary>No submission after this moment, Unix milliseconds.</summary>
    public required long NotAfter { get; init; }

    /// <summary>When it may be submitted; set only while <see cref="TaskState.Ready"/>.</summary>
    public long? ReadyAt { get; init; }

    /// <summary>When to ask for the result; set while <see cref="TaskState.Running"/>, and while a <see cref="ToldTaskId"/> is to be looked into.</summary>
    public long? NextPollAt { get; init; }

    /// <summary>When time itself changes the state: a deadline, a stale intent, a forgotten submission.</summary>
    public long? RecoverAt { get; init; }

    /// <summary>When the document may be deleted, once it has ended.</summary>
    public required long PurgeAt { get; init; }

    /// <summary>It was canceled when its submission was on the wire: it is not submitted again.</summary>
    public bool CancelRequested { get; init; }

    /// <summary>A person wants the provider to stop it.</summary>
    public bool StopRequested { get; init; }

    /// <summary>The provider has been asked to stop it, and has answered: taken or refused.</summary>
    public bool CancelSent { get; init; }

    /// <summary>When the provider took the cancel; null where it refused, or was not asked.</summary>
    public long? CancelTakenAt { get; init; }

    /// <summary>The one submission that may be or may have been on the wire.</summary>
    public Submission? Submission { get; init; }

    /// <summary>How many there were so far, those that started nothing among them.</summary>
    public int Submissions { get; init; }

    /// <summary>The last of them that was said to be worked on and then started nothing; 0 where there was none.</summary>
    public int Deferred { get; init; }

    /// <summary>How often in a row part of its request left, and not the whole.</summary>
    public int NotSent { get; init; }

    public string? ProviderTaskId { get; init; }

    /// <summary>What a callback says is the provider's id of it; believed only when the provider itself knows the task.</summary>
    public string? ToldTaskId { get; init; }

    /// <summary>When the provider's acceptance was recorded, or a synchronous call was seen to be worked on.</summary>
    public long? StartedAt { get; init; }

    /// <summary>When the provider last said that it is not done.</summary>
    public long? PolledAt { get; init; }

    /// <summary>When the provider called back that it is done.</summary>
    public long? CalledBackAt { get; init; }

    /// <summary>Questions in a row that brought nothing about it: what the pause before the next one grows by, and nothing else.</summary>
    public int PollFaults { get; init; }

    /// <summary>What the provider keeps saying instead of a result.</summary>
    public Oddity? Oddity { get; init; }

    /// <summary>When the result was read for the first time.</summary>
    public long? FinishedAt { get; init; }

    public TaskResult? Result { get; init; }

    public GenerationError? Error { get; init; }

    /// <summary>False where the provider says that it charged nothing; null where nobody knows.</summary>
    public bool? Billed { get; init; }

    /// <summary>Why nobody knows what became of the submission.</summary>
    public string? UnknownReason { get; init; }

    /// <summary>What came instead of an answer, for operators.</summary>
    public string? UnknownAnswer { get; init; }

    /// <summary>An abandoned task that the provider itself has forgotten by now.</summary>
    public bool Final { get; init; }

    public IReadOnlyList<OutboxEntry> Outbox { get; init; } = [];

    public long? OutboxDue { get; init; }

    /// <summary>What stands for its pictures in the metadata that marks them as generated.</summary>
    [JsonIgnore]
    public string ContentId => ImageId.Of(JobId, Attempt, Indices[0]);

    /// <summary>How the provider is asked for it: by the account and the model of its submission.</summary>
    /// <param name="taskId">The provider's, where it is not known for certain yet.</param>
    public ProviderTask ToProvider(string? taskId = null) =>
        new(Submission!.Api, Submission.CredentialId, Submission.ModelKey, taskId ?? ProviderTaskId!, ContentId);

    public GenerationTask WithOutbox(IReadOnlyList<OutboxEntry> outbox, long? due) => this with { Outbox = outbox, OutboxDue = due };

    /// <summary>Nothing more can happen to it, and everyone has been told.</summary>
    private static bool HasEnded(GenerationTask task) => task.Outbox.Count == 0 && task.State switch
    {
        TaskState.Ready or TaskState.Submitting or TaskState.Running or TaskState.Unknown => false,
        TaskState.Abandoned => task.Final,
        _ => true,
    };
}

/// <summary>What was about to be sent, written down before it was sent.</summary>
/// <param name="Id">Ours; only its holder may record what became of it.</param>
/// <param name="CredentialId">Names the account without revealing it: only that account knows the task.</param>
/// <param name="Api">Which of the provider's APIs.</param>
/// <param name="ModelKey">The provider's name of the model.</param>
/// <param name="Body">The request's body as sent, where input pictures are named and not contained.</param>
/// <param name="At">Unix milliseconds.</param>
/// <param name="RequestId">The provider's, where it gave one.</param>
internal sealed record Submission(string Id, string Api, string CredentialId, string ModelKey, string Body, long At, string? RequestId = null) : DocumentPart
{
    /// <summary>The slot that it holds while the provider works on it; null where tasks at a time were not limited.</summary>
    public string? Slot { get; init; }

    /// <summary>Whoever knows it may have the result asked for at once; null where no callback was asked for.</summary>
    public string? CallbackSecret { get; init; }
}

/// <summary>An answer about a task that may pass, and since when it is the answer.</summary>
/// <param name="Since">Unix milliseconds.</param>
internal sealed record Oddity(OddAnswer Answer, long Since) : DocumentPart;

internal enum OddAnswer
{
    /// <summary>The provider does not know the task.</summary>
    NotFound,

    /// <summary>The task is done, and there is no picture.</summary>
    NoPicture,
}

/// <summary>The pictures so far: all there will be once the task is delivered, before that those of a call that still runs or broke.</summary>
/// <param name="At">When the result was read, Unix milliseconds.</param>
/// <param name="SourcesGone">The provider has forgotten the task: no source can be read again.</param>
internal sealed record TaskResult(IReadOnlyList<GeneratedImage> Images, long At, string? RequestId, bool SourcesGone = false) : DocumentPart;
