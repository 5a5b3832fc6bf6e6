namespace ImageGen.Contracts;

/// <summary>The provider has accepted one part, or works on one that it answers at once.</summary>
public sealed record GenerationStarted
{
    public required string JobId { get; init; }

    public required int Attempt { get; init; }

    public required IReadOnlyList<int> Indices { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>The call itself is still on the wire, so nobody may ever learn what became of it; else the provider has named its task.</summary>
    public bool OnTheWire { get; init; }

    /// <summary>The number of this submission among those of the part, from 1; 0 from a worker that did not count them.</summary>
    public int Submission { get; init; }
}
