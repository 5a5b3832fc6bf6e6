using System.Text.Json;

namespace ImageGen.Volcengine.Simulator.Visual;

/// <summary>Reads a JSON object strictly: a field is absent, or it has the right type.</summary>
internal readonly struct JsonFields
{
    private readonly JsonElement _object;

    private JsonFields(JsonElement element) => _object = element;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    /// <exception cref="EnvelopeException">It is not JSON, or not an object.</exception>
    public static JsonFields Parse(ReadOnlyMemory<byte> json, string what)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            return Of(document.RootElement.Clone(), what);
        }
        catch (JsonException)
        {
            throw new EnvelopeException(BusinessCode.Unparsable, $"{what} is not valid JSON");
        }
    }

    public static JsonFields Of(JsonElement element, string what) => element.ValueKind == JsonValueKind.Object
        ? new JsonFields(element)
        : throw new EnvelopeException(BusinessCode.Unparsable, $"{what} must be a JSON object");

    /// <exception cref="EnvelopeException">There is a field of another name.</exception>
    public void Only(IReadOnlySet<string> names)
    {
        foreach (var property in _object.EnumerateObject())
        {
            if (!names.Contains(property.Name))
            {
                throw new EnvelopeException(
                    BusinessCode.InvalidArgument, $"Invalid parameter: {property.Name} is not a field of this request");
            }
        }
    }

    public JsonElement? Find(string name) => _object.TryGetProperty(name, out var value) ? value : null;

    public string RequiredText(string name) => Text(name) is { Length: > 0 } text
        ? text
        : throw new EnvelopeException(BusinessCode.MissingArgument, $"Missing parameter: {name}");

    public string? Text(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } value => value.GetString(),
        _ => throw Wrong(name, "a string"),
    };

    public bool? Flag(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        _ => throw Wrong(name, "true or false"),
    };

    public long? Whole(string name, long min, long max)
    {
        if (Find(name) is not { } value)
            return null;
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= min && number <= max
            ? number
            : throw Wrong(name, $"a whole number from {min} to {max}");
    }

    public double? Number(string name, double min, double max)
    {
        if (Find(name) is not { } value)
            return null;
        return value.ValueKind == JsonValueKind.Number && value.GetDouble() is var number && number >= min && number <= max
            ? number
            : throw Wrong(name, FormattableString.Invariant($"a number from {min:0.####} to {max:0.####}"));
    }

    public string? OneOf(string name, params IReadOnlyCollection<string> values) =>
        Text(name) is not { } text || values.Contains(text) ? Text(name) : throw Wrong(name, string.Join(" or ", values));

    /// <returns>Null where the field is absent.</returns>
    public IReadOnlyList<string>? Texts(string name)
    {
        if (Find(name) is not { } value)
            return null;
        return value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
            ? [.. value.EnumerateArray().Select(item => item.GetString()!)]
            : throw Wrong(name, "an array of strings");
    }

    private static EnvelopeException Wrong(string name, string expected) =>
        new(BusinessCode.InvalidArgument, $"Invalid parameter: {name} must be {expected}");
}
