using ImageGen.Contracts;

namespace ImageGen.Jobs;

/// <summary>One place of a job as one attempt asked for it. A retry adds its own entry; what an older attempt still brings stays beside it.</summary>
internal sealed record JobPicture
{
    public required int Attempt { get; init; }

    public required int Index { get; init; }

    public PictureState State { get; init; }

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

    /// <summary>What an operator needs to find the submission whose outcome was unknown; kept when it resolves.</summary>
    public UnknownSubmission? Unknown { get; init; }

    /// <summary>The submission that failed; null where nothing was submitted.</summary>
    public FailedSubmission? Submission { get; init; }
}

/// <param name="Since">Unix milliseconds.</param>
internal sealed record PictureDelay(GenerationError Error, long Since);

/// <param name="SubmitId">Our own id of that submission.</param>
/// <param name="SubmittedAt">Unix milliseconds.</param>
/// <param name="PromptHash">SHA-256, hex.</param>
/// <param name="ProviderAnswer">What came instead of an answer; for operators only.</param>
internal sealed record UnknownSubmission(
    string SubmitId, long SubmittedAt, string PromptHash, string Reason, string? ProviderRequestId, string? ProviderAnswer = null);

/// <param name="SubmitId">Our own id of that submission.</param>
/// <param name="SubmittedAt">Unix milliseconds.</param>
internal sealed record FailedSubmission(string SubmitId, long SubmittedAt);
