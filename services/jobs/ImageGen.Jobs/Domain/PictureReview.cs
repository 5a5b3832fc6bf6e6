using ImageGen.Persistence;

namespace ImageGen.Jobs.Domain;

/// <summary>What reviewers say of a picture that is held.</summary>
/// <param name="Decision">How many decisions there were; the last one holds.</param>
internal sealed record PictureReview(ReviewState State, int Decision) : DocumentPart
{
    /// <summary>Nobody has decided yet.</summary>
    public static PictureReview Waits { get; } = new(ReviewState.Waiting, Decision: 0);

    /// <summary>The reviewer; null while it waits.</summary>
    public string? By { get; init; }

    /// <summary>Unix milliseconds; null while it waits.</summary>
    public long? At { get; init; }

    /// <summary>Why it was rejected; null otherwise.</summary>
    public string? Reason { get; init; }
}

internal enum ReviewState
{
    Waiting,
    Approved,
    Rejected,
}
