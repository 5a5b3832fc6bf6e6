namespace ImageGen.Contracts;

/// <summary>
/// Takes <see cref="GenerationStarted"/> back: the provider started nothing after all, and the part waits for room again. Only what is told
/// of the same submission or an earlier one is taken back, in whatever order the two arrive.
/// </summary>
public sealed record GenerationDeferred
{
    public required string JobId { get; init; }

    public required int Attempt { get; init; }

    public required IReadOnlyList<int> Indices { get; init; }

    /// <summary>The number of that submission among those of the part, from 1.</summary>
    public required int Submission { get; init; }
}
