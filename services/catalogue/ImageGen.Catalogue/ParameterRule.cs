using System.Text.Json;

namespace ImageGen.Catalogue;

/// <summary>The type and range of one optional parameter.</summary>
public sealed record ParameterRule
{
    public required ParameterType Type { get; init; }

    /// <summary>Least value of a number, least length of a text in characters.</summary>
    public double? Min { get; init; }

    /// <summary>Greatest value of a number, greatest length of a text in characters.</summary>
    public double? Max { get; init; }

    /// <summary>What the provider uses when nothing is sent, where it says so.</summary>
    public JsonElement? Default { get; init; }

    /// <summary>What there is to choose from; only of a <see cref="ParameterType.Choice"/>.</summary>
    public IReadOnlyList<ParameterChoice>? Choices { get; init; }

    public required LocalizedText Name { get; init; }

    /// <returns>What this value should be, as the end of a sentence that begins with the parameter's name, or null where it is.</returns>
    public string? Problem(JsonElement value) => Type switch
    {
        ParameterType.Integer when value.ValueKind != JsonValueKind.Number || !IsWhole(value.GetRawText()) => "is a whole number",
        ParameterType.Number when value.ValueKind != JsonValueKind.Number => "is a number",
        ParameterType.Text when value.ValueKind != JsonValueKind.String => "is a text",
        ParameterType.Boolean => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? null : "is true or false",
        ParameterType.Choice => value.ValueKind == JsonValueKind.String && Choices!.Any(choice => choice.Value == value.GetString())
            ? null
            : $"is one of {string.Join(", ", Choices!.Select(choice => choice.Value))}",
        ParameterType.Text => Beyond("has", value.GetString()!.EnumerateRunes().Count(), " characters"),
        _ => Beyond("is", value.GetDouble(), ""),
    };

    /// <summary>Of any length, so that one that is too large is told its range.</summary>
    private static bool IsWhole(string number) => !number.AsSpan(number[0] == '-' ? 1 : 0).ContainsAnyExceptInRange('0', '9');

    private string? Beyond(string verb, double measure, string unit)
    {
        if (!(measure < Min) && !(measure > Max))
            return null;
        var range = (Min, Max) switch
        {
            (null, { } max) => FormattableString.Invariant($"at most {max}"),
            ({ } min, null) => FormattableString.Invariant($"at least {min}"),
            var (min, max) => FormattableString.Invariant($"{min} to {max}"),
        };
        return $"{verb} {range}{unit}";
    }
}

public enum ParameterType
{
    Integer,
    Number,
    Text,
    Boolean,

    /// <summary>One of a few texts.</summary>
    Choice,
}

public sealed record ParameterChoice(string Value, LocalizedText Name);
