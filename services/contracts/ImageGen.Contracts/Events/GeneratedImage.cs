namespace ImageGen.Contracts;

/// <summary>One picture the provider has made and where its bytes are: exactly one of the two sources is given.</summary>
public sealed record GeneratedImage : StoredPart
{
    public required int Index { get; init; }

    /// <summary>Derived from job, attempt and index, never drawn: a repeated message can not make a second picture.</summary>
    public required string ImageId { get; init; }

    public string? SourceUrl { get; init; }

    /// <summary>A key in our own object store, where the answer carried the bytes themselves.</summary>
    public string? SourceKey { get; init; }

    public long? Seed { get; init; }
}
