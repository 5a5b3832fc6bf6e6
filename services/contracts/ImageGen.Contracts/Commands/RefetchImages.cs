namespace ImageGen.Contracts;

/// <summary>Storage could not read these sources any more: ask the provider for the result again (a read, never a submission).</summary>
public sealed record RefetchImages
{
    public required string JobId { get; init; }

    public required int Attempt { get; init; }

    public required IReadOnlyList<int> Indices { get; init; }
}
