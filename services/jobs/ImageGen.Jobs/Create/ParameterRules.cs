using System.Text.Json;
using System.Text.Json.Serialization;
using ImageGen.Catalogue;
using ImageGen.Contracts;
using ImageGen.Jobs.Inputs;
using ImageGen.Jobs.Views;

namespace ImageGen.Jobs.Create;

/// <summary>The optional parameters: what a model takes, and in which range, is data.</summary>
internal static class ParameterRules
{
    // A number too large to be one becomes a text, which no rule takes for a number.
    private static readonly JsonSerializerOptions AsSent = new(PublicJson.Options) { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    public static ImageRequest AddTo(ImageRequest wanted, CreateJobRequest request) => wanted with
    {
        NegativePrompt = request.NegativePrompt,
        Seed = request.Seed,
        Steps = request.Steps,
        GuidanceScale = request.GuidanceScale,
        Strength = request.Strength,
        Options = new Dictionary<string, JsonElement>(Options(request)),
    };

    public static void Check(CreateJobRequest request, ModelProfile model, RequestErrors errors)
    {
        foreach (var (name, value) in ParameterNames.GivenIn(JsonSerializer.SerializeToElement(request, AsSent)))
            Check("/", name, value, model, model.Parameters, errors);
        foreach (var (name, value) in Options(request))
            Check("/options/", name, value, model, model.Options, errors);
    }

    /// <summary>Those that are not null: a null is as good as absent.</summary>
    private static IEnumerable<KeyValuePair<string, JsonElement>> Options(CreateJobRequest request) =>
        (request.Options ?? new Dictionary<string, JsonElement>()).Where(option => option.Value.ValueKind != JsonValueKind.Null);

    private static void Check(
        string parent, string name, JsonElement value, ModelProfile model, IReadOnlyDictionary<string, ParameterRule> rules, RequestErrors errors)
    {
        var pointer = parent + RequestErrors.Escaped(name);
        if (!rules.TryGetValue(name, out var rule))
            errors.Add(pointer, $"{model.Id} does not take {RequestErrors.Shortened(name)}.", RequestErrors.NotSupported);
        else if (rule.Problem(value) is { } problem)
            errors.Add(pointer, $"{name} {problem} for {model.Id}.");
    }
}
