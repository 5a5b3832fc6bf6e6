namespace ImageGen.Contracts;

/// <summary>These pictures will not come. A final fact for its indices.</summary>
public sealed record GenerationFailed
{
    public required string JobId { get; init; }

    public required int Attempt { get; init; }

    public required IReadOnlyList<int> Indices { get; init; }

    public required GenerationError Error { get; init; }

    /// <summary>False where the provider says that it charged nothing; null where nobody knows.</summary>
    public bool? Billed { get; init; }

    /// <summary>Our own id of the submission; null where nothing was submitted.</summary>
    public string? SubmitId { get; init; }

    public DateTimeOffset? SubmittedAt { get; init; }
}
