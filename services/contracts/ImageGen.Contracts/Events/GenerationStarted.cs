namespace ImageGen.Contracts;

/// <summary>The provider has accepted one part.</summary>
public sealed record GenerationStarted
{
    public required string JobId { get; init; }

    public required int Attempt { get; init; }

    public required IReadOnlyList<int> Indices { get; init; }

    public required DateTimeOffset StartedAt { get; init; }
}
