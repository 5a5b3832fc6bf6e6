using System.Text.Json;

namespace ImageGen.Catalogue;

/// <summary>What every profile must hold, so that a wrong file is found at start and not by a paid call.</summary>
internal static class ProfileRules
{
    /// <summary>The first rule that the profile breaks, beginning with the member; null where it holds them all.</summary>
    public static string? Problem(ModelProfile model) =>
        Broken(Itself(model)) ?? (model.Size is { } size ? Broken(Sizes(size)) : null) ?? Broken(Parameters(model)) ?? Broken(Binding(model));

    private static IEnumerable<(bool Holds, string Rule)> Itself(ModelProfile model)
    {
        yield return (model.Id.Length > 0 && model.Id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '.'), "id: it may hold a-z, 0-9, '-' and '.'");
        yield return (model.Modes.Count > 0 && model.Modes.Distinct().Count() == model.Modes.Count, "modes: at least one, each once");
        yield return (model.Prompt.MaxLength >= 0 && !(model.Prompt is { MaxLength: 0, Required: true }), "prompt: max_length is 0 or more, and not 0 where a prompt is required");
        yield return (model.Prompt is not { Styles: true, Required: false }, "prompt: styles need a prompt to add to: required");
        var count = model.Count;
        yield return (count.Max >= 1 && count.Default >= 1 && count.Default <= count.Max, "count: 1 <= default <= max");
        yield return (count.GroupMax is null or >= 2, "count: group_max is 2 or more");
        yield return (count.GroupMaxWithReferences is null || count.GroupMaxWithReferences >= count.GroupMax, "count: group_max_with_references needs a group_max not above it");
        yield return (model.References is not { } references || (references.Min >= 0 && references.Max >= 1 && references.Min <= references.Max), "references: 0 <= min <= max, and 1 <= max");
        yield return (model.Mask is null || model.References is { Min: >= 1 }, "mask: a mask needs references with min 1 or more");
        yield return (!model.Modes.Contains(ModelMode.Inpaint) || model.Mask is not null, "modes: inpaint needs a mask");
        yield return (model.Modes.All(mode => mode == ModelMode.TextToImage) || model.References is not null, "modes: all but text_to_image need references");
        yield return (!model.Modes.Contains(ModelMode.TextToImage) || model is { References: null or { Min: 0 }, Prompt.MaxLength: > 0 }, "modes: text_to_image needs a prompt and no references");
        yield return (model.Price.PerPicture >= 0, "price: it is not negative");
        yield return (model.Limits is not { Concurrency: < 1 } and not { RequestsPerSecond: <= 0 }, "limits: they are positive");
        yield return (model.TypicalSeconds > 0 && model.TypicalSeconds <= model.MaxSeconds, "typical_seconds: it is positive and not above max_seconds");
    }

    private static IEnumerable<(bool Holds, string Rule)> Sizes(SizeRule size)
    {
        yield return (size.MinPixels >= 1 && size.MinPixels <= size.MaxPixels, "size: 1 <= min_pixels <= max_pixels");
        yield return (size.MinRatio > 0 && size.MinRatio <= size.MaxRatio, "size: 0 < min_ratio <= max_ratio");
        yield return (size.Default is null || Fits(size, size.Default.Width, size.Default.Height), "size: the default size breaks the size rule");
        foreach (var offered in size.Recommended)
            yield return (Fits(size, offered.Width, offered.Height), $"size: the recommended size {offered.Width}x{offered.Height} breaks the size rule");
        yield return (size.Tiers.All(tier => tier.Length > 0 && !tier.Contains('x', StringComparison.Ordinal)), "size: a tier is a name such as 2K");
    }

    private static IEnumerable<(bool Holds, string Rule)> Parameters(ModelProfile model)
    {
        foreach (var name in model.Parameters.Keys)
            yield return (ParameterNames.TopLevel.Contains(name), $"parameters.{name}: only {string.Join(", ", ParameterNames.TopLevel)} are parameters; all else goes into options");
        foreach (var name in model.Options.Keys)
            yield return (!ParameterNames.TopLevel.Contains(name), $"options.{name}: this is a parameter, no option");
        foreach (var (name, rule) in model.Parameters.Concat(model.Options))
        {
            yield return (rule.Min is null || rule.Max is null || rule.Min <= rule.Max, $"{name}: min is above max");
            yield return ((rule.Type == ParameterType.Choice) == (rule.Choices is { Count: > 0 }), $"{name}: choices belong to the type choice, and to it alone");
            // Where the type is wrong, the rule above has said so already.
            yield return (rule.Default is not { ValueKind: not JsonValueKind.Null } given || rule.Problem(given) is null, $"{name}: the default breaks the rule");
        }
    }

    private static IEnumerable<(bool Holds, string Rule)> Binding(ModelProfile model)
    {
        var wire = model.Provider;
        yield return (wire.Api.Length > 0 && wire.Key.Length > 0, "provider: api and key are not empty");
        yield return ((wire.Size is null) == (model.Size is null), "provider: a size is sent if and only if the model takes one");
        yield return (model.Size is not { Tiers.Count: > 0 } || wire.Size == SizeForm.Text, "provider: tiers need the size form text");
        yield return (model.Size is null or { Default: not null } || !model.Modes.Contains(ModelMode.TextToImage), "size: text_to_image needs a default");
        yield return ((wire.References is null) == (model.References is null), "provider: references are sent if and only if the model takes some");
        yield return (wire.References is not { Links: null, Bytes: null }, "provider: references need a field");
        yield return (model.References is not { Links: true } || wire.References is { Links: not null }, "provider: links need a field");
        yield return ((wire.MaskField is null) == (model.Mask is null), "provider: a mask is sent if and only if the model takes one");
        yield return ((wire.Group is null) == (model.Count.GroupMax is null), "provider: a group is asked for if and only if the model makes one");
        foreach (var name in wire.Fields.Keys.Concat(wire.Switches.Keys))
            yield return (model.Rule(name) is not null, $"provider: {name} is neither a parameter nor an option of this model");
        foreach (var name in wire.Switches.Keys)
            yield return (model.Rule(name) is not { Type: not ParameterType.Boolean }, $"provider: the switch {name} is not boolean");
        foreach (var part in wire.Switches.Values.Concat(new[] { wire.Constants, wire.Group?.Constants }.OfType<JsonElement>()))
            yield return (part.ValueKind == JsonValueKind.Object, "provider: switches and constants are objects");
    }

    private static bool Fits(SizeRule rule, int width, int height) => SizeRules.Problem(rule, width, height) is null;

    private static string? Broken(IEnumerable<(bool Holds, string Rule)> rules) => rules.Where(rule => !rule.Holds).Select(rule => rule.Rule).FirstOrDefault();
}
