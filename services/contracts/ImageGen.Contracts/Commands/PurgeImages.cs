namespace ImageGen.Contracts;

/// <summary>
/// Take these pictures out of the store for good, with all that was made of them. Sent only when nobody can bring them back any more and
/// nothing needs them; Storage answers for each when it is done, however often it is asked.
/// </summary>
public sealed record PurgeImages
{
    public required string JobId { get; init; }

    public required string Owner { get; init; }

    /// <summary>Of all pictures that there are or could have been: one that was never stored is not stored later either.</summary>
    public required IReadOnlyList<string> ImageIds { get; init; }
}
