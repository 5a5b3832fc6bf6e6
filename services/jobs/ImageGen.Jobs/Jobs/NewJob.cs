using ImageGen.Contracts;

namespace ImageGen.Jobs;

/// <summary>What a person asked for, checked against the catalogue and with our defaults filled in.</summary>
internal sealed record NewJob
{
    public required ImageRequest Request { get; init; }

    /// <summary>What the person wrote, where a style added to it.</summary>
    public string? WrittenPrompt { get; init; }

    public IReadOnlyList<string> Defaulted { get; init; } = [];

    /// <summary>Whether there are pictures to be found before it can be accepted.</summary>
    public bool NamesPictures => Request.References.Count > 0 || Request.Mask is not null;

    public JobPrice? Price { get; init; }

    public string Priority { get; init; } = "interactive";

    public string? Title { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    public int QueueDeadlineSeconds { get; init; } = 86_400;

    public int DeadlineSeconds { get; init; } = 900;
}
