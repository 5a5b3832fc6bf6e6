using System.Text.Json.Serialization;
using ImageGen.Contracts;
using ImageGen.Persistence;

namespace ImageGen.Jobs.Domain;

/// <summary>One place of a job as one attempt asked for it. A retry adds its own entry; what an older attempt still brings stays beside it.</summary>
internal sealed record JobPicture : DocumentPart
{
    public required int Attempt { get; init; }

    public required int Index { get; init; }

    public PictureState State { get; init; }

    /// <summary>The latest call for it that was said to be on the wire.</summary>
    public WireCall? Wire { get; init; }

    /// <summary>The number of the latest submission that was refused for want of room; it takes back what was said of it and of earlier ones.</summary>
    public int? Deferred { get; init; }

    public string? ImageId { get; init; }

    public GenerationError? Error { get; init; }

    /// <summary>Null while nobody knows.</summary>
    public bool? Billed { get; init; }

    /// <summary>It came after the job had ended or had moved on to another attempt.</summary>
    public bool Late { get; init; }

    /// <summary>Why it is not stored yet, as Storage said last; null where nothing stands against it, and once it is final.</summary>
    public PictureDelay? Delay { get; init; }

    public int? Width { get; init; }

    public int? Height { get; init; }

    public string? ContentType { get; init; }

    public long? Bytes { get; init; }

    public string? Sha256 { get; init; }

    public long? Seed { get; init; }

    public string? Title { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public bool Favorite { get; init; }

    /// <summary>When a person threw it away; null where nobody did.</summary>
    public long? DeletedAt { get; init; }

    /// <summary>Since when it is to go for good: nobody finds it any more. Null for every picture that is to be kept.</summary>
    public long? PurgingAt { get; init; }

    /// <summary>When Storage said that nothing of it is left.</summary>
    public long? PurgedAt { get; init; }

    /// <summary>What reviewers say of it; null where it is not held, and before it is stored.</summary>
    public PictureReview? Review { get; init; }

    /// <summary>What an operator needs to find the submission whose outcome was unknown; kept when it resolves.</summary>
    public UnknownSubmission? Unknown { get; init; }

    /// <summary>The submission that failed; null where nothing was submitted.</summary>
    public FailedSubmission? Submission { get; init; }

    /// <summary>It is stored, and people find it, in the trash or not.</summary>
    [JsonIgnore]
    public bool IsThere => State == PictureState.Stored && PurgingAt is null;

    /// <summary>Also of one that was never stored.</summary>
    public string IdIn(Job job) => ImageId ?? Contracts.ImageId.Of(job.Id, Attempt, Index);

    /// <summary>When its call went out; null where there was none, or where the provider had no room for it.</summary>
    [JsonIgnore]
    public long? OnTheWireSince => Wire is { } call && !(call.Submission <= Deferred) && State != PictureState.Stopped ? call.At : null;
}

/// <param name="Submission">Its number among the submissions of its part; 0 from a worker that did not count them.</param>
/// <param name="At">Unix milliseconds.</param>
internal sealed record WireCall(int Submission, long At) : DocumentPart;

/// <param name="Since">Unix milliseconds.</param>
internal sealed record PictureDelay(GenerationError Error, long Since) : DocumentPart;

/// <param name="SubmitId">Our own id of that submission.</param>
/// <param name="SubmittedAt">Unix milliseconds.</param>
/// <param name="PromptHash">SHA-256, hex.</param>
/// <param name="ProviderAnswer">What came instead of an answer; for operators only.</param>
internal sealed record UnknownSubmission(
    string SubmitId, long SubmittedAt, string PromptHash, string Reason, string? ProviderRequestId, string? ProviderAnswer = null) : DocumentPart;

/// <param name="SubmitId">Our own id of that submission.</param>
/// <param name="SubmittedAt">Unix milliseconds.</param>
internal sealed record FailedSubmission(string SubmitId, long SubmittedAt) : DocumentPart;
