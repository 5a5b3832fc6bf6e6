using ImageGen.Persistence;

namespace ImageGen.Jobs;

/// <summary>One time a person asked for pictures. Times are Unix milliseconds.</summary>
internal sealed record JobAttempt : DocumentPart
{
    /// <summary>From 1.</summary>
    public required int Number { get; init; }

    /// <summary>The places it is to fill. Never changes: a nudge must carry the very command of the beginning.</summary>
    public required IReadOnlyList<int> Indices { get; init; }

    public required long AcceptedAt { get; init; }

    /// <summary>The queue deadline: after it the worker submits nothing of this attempt.</summary>
    public required long NotAfter { get; init; }

    /// <summary>It asks with <c>CancelGeneration</c> from now on; asking with the command would start it.</summary>
    public bool Canceled { get; init; }

    public Cancellation Cancellation { get; init; }

    /// <summary>A final fact is known for each of its places.</summary>
    public bool Closed { get; init; }

    /// <summary>When the provider accepted its first part.</summary>
    public long? StartedAt { get; init; }

    /// <summary>When the provider accepted its latest part: the deadline runs from here.</summary>
    public long? LastStartedAt { get; init; }
}
