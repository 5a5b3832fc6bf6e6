using System.Collections.Frozen;
using System.Text.Json;

namespace ImageGen.Jobs;

/// <summary>What people read for each of our error codes: what happened and what to do. One table, both languages.</summary>
internal static class ErrorTexts
{
    private const string Fallback = "internal";

    private static readonly FrozenDictionary<string, Text> Table = Load();

    public static IEnumerable<string> Codes => Table.Keys;

    public static string Of(string code, Language language)
    {
        var text = Table.TryGetValue(code, out var known) ? known : Table[Fallback];
        return language == Language.Zh ? text.Zh : text.En;
    }

    private static FrozenDictionary<string, Text> Load()
    {
        using var json = typeof(ErrorTexts).Assembly.GetManifestResourceStream("ImageGen.Jobs.Views.error-texts.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, Text>>(json, JsonSerializerOptions.Web)!.ToFrozenDictionary();
    }

    private sealed record Text(string Zh, string En);
}
