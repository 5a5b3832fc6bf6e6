using System.Text.Json.Serialization;
using ImageGen.Contracts;
using ImageGen.Messaging.Outbox;
using ImageGen.Persistence;

namespace ImageGen.Jobs.Domain;

/// <summary>A job and all that is known of it. Times are Unix milliseconds.</summary>
internal sealed record Job : DocumentPart, IDocument<Job>, IOutboxDocument<Job>
{
    public static DocumentModel<Job> Documents { get; } = new DocumentModel<Job>("jobs", job => job.Id)
        .Text(JobFields.Owner, job => job.IsThere ? job.Owner : null)
        .Text(JobFields.Status, job => job.IsThere ? JobFields.NameOf(job.Status) : null)
        .Text(JobFields.Model, job => job.IsThere ? job.Request.Model : null)
        .Number(JobFields.Open, job => job.Ended ? null : 1)
        .Number(JobFields.Trashed, job => job.DeletedAt is null ? null : 1)
        .Number(JobFields.Favorite, job => job.Favorite ? 1 : null)
        .Number(JobFields.Pictured, job => job.Has(picture => picture.DeletedAt is null))
        .Number(JobFields.FavoritePicture, job => job.Has(picture => picture is { DeletedAt: null, Favorite: true }))
        .Number(JobFields.TrashedPicture, job => job.Has(picture => picture is { DeletedAt: not null, PurgingAt: null }))
        .Number(JobFields.InReview, job => job.Has(picture => picture is { DeletedAt: null, Review.State: ReviewState.Waiting }))
        .Numbers(JobFields.Terms, job => job.IsThere ? JobTerms.Of(job) : [])
        .Numbers(JobFields.Pins, JobRules.PinsOf)
        .Number(JobFields.CreatedAt, job => job.IsThere ? job.CreatedAt : null)
        .Number(JobFields.ChangedAt, job => job.IsThere ? job.ChangedAt : null)
        .Number(JobFields.NudgeAt, job => job.NudgeAt)
        .Number(JobFields.ExpiresAt, job => job.ExpiresAt)
        .Number(JobFields.VoidedAt, job => job.VoidedAt)
        .Number(JobFields.TrashedAt, JobRules.TrashedSince)
        .Number(JobFields.PurgeAt, job => job.PurgeAt)
        .Number(JobFields.PurgedAt, job => job.Outbox.Count == 0 ? job.Purge?.DoneAt : null)
        .Index(JobFields.Owner, JobFields.Trashed, JobFields.CreatedAt)
        .Index(JobFields.Owner, JobFields.Trashed, JobFields.Status, JobFields.CreatedAt)
        .Index(JobFields.Owner, JobFields.Trashed, JobFields.Model, JobFields.CreatedAt)
        .IndexWhereSet(JobFields.Favorite, JobFields.Owner, JobFields.Trashed, JobFields.Favorite, JobFields.CreatedAt)
        .IndexWhereSet(JobFields.Pictured, JobFields.Owner, JobFields.Pictured, JobFields.CreatedAt)
        .IndexWhereSet(JobFields.FavoritePicture, JobFields.Owner, JobFields.FavoritePicture, JobFields.CreatedAt)
        .IndexWhereSet(JobFields.TrashedPicture, JobFields.Owner, JobFields.TrashedPicture, JobFields.CreatedAt)
        .IndexWhereSet(JobFields.InReview, JobFields.InReview, JobFields.CreatedAt)
        .IndexWhereSet(JobFields.InReview, JobFields.Owner, JobFields.InReview, JobFields.CreatedAt)
        .IndexEach(JobFields.Terms, JobFields.CreatedAt)
        .Index(JobFields.Owner, JobFields.ChangedAt)
        .IndexWhereSet(JobFields.Open, JobFields.Owner, JobFields.Open, JobFields.ChangedAt)
        .Index(JobFields.Status, JobFields.CreatedAt)
        .IndexWhereSet(JobFields.NudgeAt)
        .IndexWhereSet(JobFields.ExpiresAt)
        .IndexWhereSet(JobFields.VoidedAt)
        .IndexWhereSet(JobFields.TrashedAt)
        .IndexWhereSet(JobFields.PurgeAt)
        .IndexWhereSet(JobFields.PurgedAt)
        .IndexEach(JobFields.Pins, JobFields.CreatedAt)
        .WithOutbox();

    /// <summary>What a person asks for, with our defaults: nobody's yet and not begun, until <see cref="JobRules.Accept"/>.</summary>
    public static Job Of(ImageRequest request) => new()
    {
        Id = "",
        Owner = "",
        Request = request,
        Priority = "interactive",
        QueueDeadlineSeconds = 86_400,
        DeadlineSeconds = 900,
        Attempt = 0,
        Attempts = [],
        Pictures = [],
        CreatedAt = 0,
        ChangedAt = 0,
        Revision = 0,
    };

    public required string Id { get; init; }

    /// <summary>The user or the team that has it.</summary>
    public required string Owner { get; init; }

    /// <summary>The user who asked for it; null in a job from before there were teams, which is its owner's.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>The user who alone sees its pictures until a reviewer has approved them; null where they are not held.</summary>
    public string? HeldFor { get; init; }

    /// <summary>As the worker is asked: what was requested, with our defaults.</summary>
    public required ImageRequest Request { get; init; }

    /// <summary>The prompt as the person wrote it, where a style added to it.</summary>
    public string? WrittenPrompt { get; init; }

    /// <summary>The names of the parameters in <see cref="Request"/> that nobody asked for.</summary>
    public IReadOnlyList<string> Defaulted { get; init; } = [];

    public required string Priority { get; init; }

    public string? Title { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public bool Favorite { get; init; }

    /// <summary>When a person threw it away; null where nobody did.</summary>
    public long? DeletedAt { get; init; }

    /// <summary>When its id was taken so that no such job can be written (<see cref="JobRules.Void"/>); null for every job that there is.</summary>
    public long? VoidedAt { get; init; }

    /// <summary>It is to go for good, or has gone: nobody finds it any more. Null for every job that is to be kept.</summary>
    public JobPurge? Purge { get; init; }

    /// <summary>When to go on with what is to go for good, of it or of its pictures; null where there is nothing.</summary>
    public long? PurgeAt { get; init; }

    /// <summary>How often Storage was asked for that.</summary>
    public int PurgeAsks { get; init; }

    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>The template that it was made by; null where there was none.</summary>
    public string? TemplateId { get; init; }

    /// <summary>The batch that it was asked for in; null where it was asked for alone.</summary>
    public string? Batch { get; init; }

    /// <summary>Its place in the batch, from 0.</summary>
    public int? BatchIndex { get; init; }

    /// <summary>Null where nobody said.</summary>
    public JobPrice? Price { get; init; }

    /// <summary>How long each attempt may wait for its submission.</summary>
    public required int QueueDeadlineSeconds { get; init; }

    /// <summary>How long the provider may take after a submission.</summary>
    public required int DeadlineSeconds { get; init; }

    public JobStatus Status { get; init; }

    /// <summary>Why it ended where no picture says so: <c>expired</c>, <c>queue_deadline</c>, <c>closed</c>.</summary>
    public string? EndCode { get; init; }

    /// <summary>The number of the attempt that decides the status.</summary>
    public int Attempt { get; init; } = 1;

    public required IReadOnlyList<JobAttempt> Attempts { get; init; }

    /// <summary>Ordered by attempt, then index.</summary>
    public required IReadOnlyList<JobPicture> Pictures { get; init; }

    /// <summary>It has ended and every attempt is closed: there is nothing left to ask.</summary>
    public bool Settled { get; init; }

    /// <summary>When to ask again; null once settled.</summary>
    public long? NudgeAt { get; init; }

    /// <summary>How often it was asked since something was last heard.</summary>
    public int Nudges { get; init; }

    /// <summary>The deadline that runs now; null where none does.</summary>
    public long? ExpiresAt { get; init; }

    public required long CreatedAt { get; init; }

    public required long ChangedAt { get; init; }

    public long? FinishedAt { get; init; }

    /// <summary>Counts what people can see change; the store's own version also counts what they can not.</summary>
    public long Revision { get; init; } = 1;

    public IReadOnlyList<OutboxEntry> Outbox { get; init; } = [];

    public long? OutboxDue { get; init; }

    [JsonIgnore]
    public bool IsVoid => VoidedAt is not null;

    /// <summary>People find it, where it is theirs.</summary>
    [JsonIgnore]
    public bool IsThere => VoidedAt is null && Purge is null;

    [JsonIgnore]
    public JobAttempt Current => Attempts[Attempt - 1];

    [JsonIgnore]
    public bool Ended => Status is not (JobStatus.Queued or JobStatus.Running or JobStatus.Storing or JobStatus.NeedsAttention);

    /// <summary>What the status hangs on: the current attempt's entries, and those of earlier attempts that it left to them.</summary>
    [JsonIgnore]
    public IEnumerable<JobPicture> Deciding => Pictures.Where(Decides);

    /// <summary>When the provider began with the first of what decides; null where it has not.</summary>
    [JsonIgnore]
    public long? StartedAt => Attempts
        .Where(attempt => attempt.Number == Attempt || Current.Awaits.Any(place => place.Attempt == attempt.Number))
        .Select(attempt => attempt.StartedAt)
        .Concat(Deciding.Select(picture => picture.OnTheWireSince))
        .Min();

    public bool Decides(JobPicture picture) => picture.Attempt == Attempt || Current.Awaits.Any(place => place.Attempt == picture.Attempt && place.Index == picture.Index);

    public IEnumerable<JobPicture> PicturesOf(int attempt) => Pictures.Where(picture => picture.Attempt == attempt);

    /// <returns>1 where a picture that is stored, in a job that is not in the trash, is like this; else nothing.</returns>
    private long? Has(Func<JobPicture, bool> like) =>
        DeletedAt is null && Pictures.Any(picture => picture.State == PictureState.Stored && like(picture)) ? 1 : null;

    public Job WithOutbox(IReadOnlyList<OutboxEntry> outbox, long? due) => this with { Outbox = outbox, OutboxDue = due };
}
