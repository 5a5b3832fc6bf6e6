using System.Text.Json;

namespace ImageGen.Volcengine.Simulator.Ark;

/// <summary>Reads a JSON object as the Ark API does: a field is absent, null, which is the same, or it has the right type.</summary>
/// <param name="element">An object.</param>
/// <param name="path">What stands before its fields' names in a refusal.</param>
internal readonly struct ArkFields(JsonElement element, string path = "")
{
    /// <exception cref="ArkException">There is a field of another name.</exception>
    public void Only(IReadOnlySet<string> names, string model)
    {
        foreach (var property in element.EnumerateObject())
        {
            if (!names.Contains(property.Name) && property.Value.ValueKind != JsonValueKind.Null)
                throw new ArkException(ArkError.Unsupported(path + property.Name, model));
        }
    }

    public JsonElement? Find(string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public string RequiredText(string name) => Text(name) is { Length: > 0 } text ? text : throw new ArkException(ArkError.Missing(path + name));

    public string? Text(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } value => value.GetString(),
        _ => throw Wrong(name, "a string is expected"),
    };

    /// <returns>One of these words, or null where the field is absent.</returns>
    public string? Word(string name, params ReadOnlySpan<string> words) => Text(name) is not { } text ? null
        : words.Contains(text) ? text
        : throw Wrong(name, $"one of {string.Join(", ", words!)} is expected");

    public bool? Flag(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        _ => throw Wrong(name, "true or false is expected"),
    };

    public int? Whole(string name, int min, int max)
    {
        if (Find(name) is not { } value)
            return null;
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= min && number <= max
            ? number
            : throw Wrong(name, $"a whole number from {min} to {max} is expected");
    }

    public ArkFields? Object(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Object } value => new ArkFields(value, $"{path}{name}."),
        _ => throw Wrong(name, "an object is expected"),
    };

    private ArkException Wrong(string name, string why) => new(ArkError.Invalid(path + name, why));
}
