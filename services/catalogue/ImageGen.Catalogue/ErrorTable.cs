using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ImageGen.Catalogue;

/// <summary>Our error codes as data: what people read, in both languages, and who must act. Whoever names an error names one of these.</summary>
public static class ErrorTable
{
    internal const string File = "errors.json";

    private const string Fallback = ErrorCodes.Internal;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    private static readonly FrozenDictionary<string, ErrorEntry> Entries = Load();

    public static IEnumerable<string> Codes => Entries.Keys;

    /// <returns>For a code that is not in the table, such as one of a newer version, the entry of <c>internal</c>.</returns>
    public static ErrorEntry Of(string code) => Entries.TryGetValue(code, out var entry) ? entry : Entries[Fallback];

    private static FrozenDictionary<string, ErrorEntry> Load()
    {
        using var json = typeof(ErrorTable).Assembly.GetManifestResourceStream(File)!;
        return JsonSerializer.Deserialize<Dictionary<string, ErrorEntry>>(json, Json)!.ToFrozenDictionary();
    }
}

/// <param name="Act">Who must act.</param>
/// <param name="Zh">What happened and what to do, in Chinese.</param>
/// <param name="En">What happened and what to do, in English.</param>
public sealed record ErrorEntry(ErrorAct Act, string Zh, string En)
{
    public string In(Language language) => language == Language.Zh ? Zh : En;
}

/// <summary>Who must act before the same can succeed.</summary>
public enum ErrorAct
{
    /// <summary>Nothing is to be mended: it passes, or a retry is enough.</summary>
    Nobody,

    /// <summary>Whoever asked for the picture: with another prompt, picture or parameter, or with a decision.</summary>
    User,

    /// <summary>Whoever runs the platform: keys, account, settings.</summary>
    Operator,
}
