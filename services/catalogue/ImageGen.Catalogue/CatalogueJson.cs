using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace ImageGen.Catalogue;

/// <summary>Reads the catalogue's files strictly, and says what is wrong by the member's name and not by a .NET type.</summary>
internal static class CatalogueJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    private static readonly JsonDocumentOptions Documents = new() { AllowDuplicateProperties = false };

    public static JsonObject Parse(string file, Stream stream)
    {
        try
        {
            return JsonNode.Parse(stream, documentOptions: Documents) as JsonObject ?? throw new InvalidCatalogueException($"{file}: the file holds no JSON object.");
        }
        catch (JsonException error)
        {
            throw new InvalidCatalogueException($"{file}: this is no JSON: {error.Message}");
        }
    }

    public static T Read<T>(string file, JsonObject json) where T : class
    {
        try
        {
            return json.Deserialize<T>(Options)!;
        }
        catch (JsonException error)
        {
            throw new InvalidCatalogueException($"{file}: {Explain(error)}.");
        }
    }

    private static string Explain(JsonException error)
    {
        var member = error.Path is null or "$" ? "it" : error.Path.TrimStart('$', '.');
        return error.Message switch
        {
            var text when text.Contains("could not be mapped", StringComparison.Ordinal) => $"{member} is no member that is known here",
            var text when text.Contains("missing required", StringComparison.Ordinal) => $"{member} lacks {text[(text.LastIndexOf(':') + 1)..].Trim().TrimEnd('.')}",
            var text when text.Contains("null", StringComparison.Ordinal) => $"{member} must not be null",
            _ => $"{member} is not of the right type or not one of the known values",
        };
    }
}
