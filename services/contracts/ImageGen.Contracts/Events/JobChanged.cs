namespace ImageGen.Contracts;

/// <summary>A hint for those who watch: this job has reached this version. Best effort; the job itself is the truth.</summary>
public sealed record JobChanged
{
    public required string JobId { get; init; }

    public required string Owner { get; init; }

    public required long Version { get; init; }

    /// <summary>The job as the public API shows it, as JSON.</summary>
    public required string Snapshot { get; init; }

    /// <summary>When the job changed, Unix milliseconds; null from a version that left it to the snapshot.</summary>
    public long? ChangedAt { get; init; }

    /// <summary>
    /// The build of the API that may hand on <see cref="Snapshot"/> unread to every reader. Null where readers are shown different things:
    /// a text in their language, or a place in the queue.
    /// </summary>
    public string? HandedOnBy { get; init; }
}
