namespace ImageGen.Contracts;

/// <summary>Make these pictures of a job. Carried any number of times; paid at most once.</summary>
public sealed record GenerateImage
{
    public required string JobId { get; init; }

    /// <summary>From 1; a retry by a person opens the next one.</summary>
    public required int Attempt { get; init; }

    /// <summary>The places in the job, from 0, that this attempt is to fill.</summary>
    public required IReadOnlyList<int> Indices { get; init; }

    public required string Owner { get; init; }

    public required ImageRequest Request { get; init; }

    /// <summary><c>interactive</c> or <c>batch</c>.</summary>
    public string Priority { get; init; } = "interactive";

    public required DateTimeOffset AcceptedAt { get; init; }

    /// <summary>After this moment nothing is submitted any more: an old command replayed pays for nothing.</summary>
    public required DateTimeOffset NotAfter { get; init; }

    /// <summary>The user who alone sees the pictures until a reviewer has approved them; null where everybody of the space may see them at once.</summary>
    public string? HeldFor { get; init; }
}
