using System.Text.Json;

namespace ImageGen.Volcengine.Simulator.Ark;

/// <summary>Reads a JSON object as the Ark API does: a field is absent, null, which is the same, or it has the right type.</summary>
/// <param name="element">An object.</param>
/// <param name="path">What stands before its fields' names in a refusal.</param>
internal readonly struct ArkFields(JsonElement element, string path = "")
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    /// <param name="read">Makes of the fields of a body what is asked for; they are gone afterwards.</param>
    /// <exception cref="ArkException">The body is no JSON object, or what <paramref name="read"/> refuses.</exception>
    public static T Parse<T>(ReadOnlyMemory<byte> body, Func<ArkFields, T> read)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Strict);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? read(new ArkFields(document.RootElement))
                : throw new ArkException(ArkError.Invalid("body", "an object is expected"));
        }
        catch (JsonException)
        {
            throw new ArkException(ArkError.Invalid("body", "it is not valid JSON"));
        }
    }

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
