using System.Text.Json;
using System.Text.Json.Serialization;
using ImageGen.Contracts;

namespace ImageGen.Jobs.Views;

/// <summary>What a model is asked; what is not there was not asked for.</summary>
internal sealed record JobParametersResponse
{
    public required string Prompt { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? NegativePrompt { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Size { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Count { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Group { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Seed { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Steps { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? GuidanceScale { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Style { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? References { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Mask { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Strength { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, JsonElement>? Options { get; init; }

    /// <param name="hidden">The names of those that nobody asked for.</param>
    public static JobParametersResponse Of(ImageRequest request, IReadOnlyList<string> hidden) => new()
    {
        Prompt = request.Prompt,
        NegativePrompt = request.NegativePrompt,
        Size = hidden.Contains("size") ? null : request.SizeTier ?? (request.Width is null ? null : $"{request.Width}x{request.Height}"),
        Count = hidden.Contains("count") ? null : request.Count,
        Group = request.Group ? true : null,
        Seed = request.Seed,
        Steps = request.Steps,
        GuidanceScale = request.GuidanceScale,
        Style = request.Style,
        References = request.References.Count == 0 ? null : request.References,
        Mask = request.Mask,
        Strength = request.Strength,
        Options = request.Options.Count == 0 ? null : request.Options,
    };
}
