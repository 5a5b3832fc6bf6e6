namespace ImageGen.Contracts;

/// <summary>Do not start what has not been submitted; the worker answers with what became of it.</summary>
public sealed record CancelGeneration
{
    public required string JobId { get; init; }

    public required int Attempt { get; init; }

    public required IReadOnlyList<int> Indices { get; init; }

    public required string Owner { get; init; }

    /// <summary>The catalogue's id: with it a cancel that overtakes its command can leave a tombstone for every part.</summary>
    public required string Model { get; init; }

    /// <summary>As in the request: whether one call makes all pictures.</summary>
    public bool Group { get; init; }

    /// <summary>One of <see cref="CancelReason"/>; null from a sender that did not say.</summary>
    public string? Why { get; init; }

    /// <summary>As in the command: what a cancel has overtaken may still bring pictures.</summary>
    public string? HeldFor { get; init; }
}
