namespace ImageGen.Contracts;

/// <summary>What a person asked for, already checked against the model's entry in the catalogue. An absent member was not asked for.</summary>
public sealed record ImageRequest
{
    /// <summary>The catalogue's id of the model, such as <c>jimeng-t2i-4.0</c>.</summary>
    public required string Model { get; init; }

    public required string Prompt { get; init; }

    public string? NegativePrompt { get; init; }

    /// <summary>Pixels.</summary>
    public int? Width { get; init; }

    /// <summary>Pixels.</summary>
    public int? Height { get; init; }

    /// <summary>How many pictures the whole job asks for, at least 1.</summary>
    public int Count { get; init; } = 1;

    public long? Seed { get; init; }

    public int? Steps { get; init; }

    public double? GuidanceScale { get; init; }

    public string? Style { get; init; }

    /// <summary>Public https URLs, or ids of our own pictures and uploads.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    public string? Mask { get; init; }

    public double? Strength { get; init; }
}
