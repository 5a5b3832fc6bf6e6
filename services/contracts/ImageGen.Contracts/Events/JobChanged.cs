namespace ImageGen.Contracts;

/// <summary>A hint for those who watch: this job has reached this version. Best effort; the job itself is the truth.</summary>
public sealed record JobChanged
{
    public required string JobId { get; init; }

    public required string Owner { get; init; }

    public required long Version { get; init; }

    /// <summary>The job as the public API shows it, as JSON.</summary>
    public required string Snapshot { get; init; }
}
