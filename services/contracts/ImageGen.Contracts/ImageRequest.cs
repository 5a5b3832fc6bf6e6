using System.Text.Json;

namespace ImageGen.Contracts;

/// <summary>What a person asked for, already checked against the model's entry in the catalogue. An absent member was not asked for.</summary>
public sealed record ImageRequest : StoredPart
{
    /// <summary>The catalogue's id of the model, such as <c>jimeng-t2i-4.0</c>.</summary>
    public required string Model { get; init; }

    /// <summary>As it is sent, a style's words included; empty where the model takes none.</summary>
    public required string Prompt { get; init; }

    public string? NegativePrompt { get; init; }

    /// <summary>Pixels.</summary>
    public int? Width { get; init; }

    /// <summary>Pixels.</summary>
    public int? Height { get; init; }

    /// <summary>Such as <c>2K</c>, instead of <see cref="Width"/> and <see cref="Height"/>: the model chooses the shape.</summary>
    public string? SizeTier { get; init; }

    /// <summary>How many pictures the whole job asks for, at least 1.</summary>
    public int Count { get; init; } = 1;

    public long? Seed { get; init; }

    public int? Steps { get; init; }

    public double? GuidanceScale { get; init; }

    /// <summary>The id of the style preset whose words are in <see cref="Prompt"/>.</summary>
    public string? Style { get; init; }

    /// <summary>Public https URLs, or ids of our own pictures and uploads.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    public string? Mask { get; init; }

    public double? Strength { get; init; }

    /// <summary>The pictures of <see cref="Count"/> belong together and are made by one call; else each is a call of its own.</summary>
    public bool Group { get; init; }

    /// <summary>Parameters that only some models take, by their name in the catalogue.</summary>
    public IReadOnlyDictionary<string, JsonElement> Options { get; init; } = new Dictionary<string, JsonElement>();

    /// <summary>Where the pictures of <see cref="References"/> are, in the same order.</summary>
    public IReadOnlyList<InputImage> Inputs { get; init; } = [];

    /// <summary>Where the picture of <see cref="Mask"/> is.</summary>
    public InputImage? MaskInput { get; init; }
}
