namespace ImageGen.Contracts;

/// <summary>The provider has made the pictures of one part. A final fact for the indices of that part.</summary>
public sealed record ImagesGenerated
{
    public required string JobId { get; init; }

    public required int Attempt { get; init; }

    /// <summary>Every place this part was to fill; those without a picture below were not delivered.</summary>
    public required IReadOnlyList<int> Indices { get; init; }

    /// <summary>How many pictures the whole job asks for.</summary>
    public required int Total { get; init; }

    public required string Owner { get; init; }

    public required string Model { get; init; }

    public required IReadOnlyList<GeneratedImage> Images { get; init; }

    /// <summary>Why places were left empty, where the provider said so.</summary>
    public GenerationError? Error { get; init; }

    /// <summary>When the provider drops the sources.</summary>
    public DateTimeOffset? SourcesExpireAt { get; init; }

    /// <summary>The provider has forgotten the task: there will be no fresher sources than these.</summary>
    public bool SourcesGone { get; init; }

    public string? ProviderRequestId { get; init; }

    /// <summary>From the provider's acceptance to its result, in milliseconds.</summary>
    public long? ProviderMilliseconds { get; init; }

    /// <summary>The user who alone sees the pictures until a reviewer has approved them; null where everybody of the space may see them at once.</summary>
    public string? HeldFor { get; init; }
}
