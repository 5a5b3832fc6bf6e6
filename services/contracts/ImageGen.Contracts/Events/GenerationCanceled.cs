namespace ImageGen.Contracts;

/// <summary>What a cancel came to, said by the worker, the only one who knows.</summary>
public sealed record GenerationCanceled
{
    public required string JobId { get; init; }

    public required int Attempt { get; init; }

    public required IReadOnlyList<int> Indices { get; init; }

    public required CancelOutcome Outcome { get; init; }

    /// <summary>False while a late task id may still turn up and bring the picture.</summary>
    public required bool Final { get; init; }
}
