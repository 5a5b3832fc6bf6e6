using System.Text;
using System.Text.Json.Serialization;

namespace ImageGen.Catalogue;

/// <summary>A style is words added to a prompt.</summary>
public sealed record StylePreset
{
    /// <summary>Ours and stable, such as <c>watercolor</c>: its name in the file.</summary>
    [JsonIgnore]
    public string Id { get; init; } = "";

    public required LocalizedText Name { get; init; }

    /// <summary>The words, of which those in the prompt's own language are added.</summary>
    public required LocalizedText Prompt { get; init; }

    /// <returns>The prompt with the style's words behind it.</returns>
    public string AddTo(string prompt)
    {
        var written = prompt.TrimEnd();
        return IsChinese(written) ? $"{written}，{Prompt.Zh}" : $"{written}, {Prompt.En}";
    }

    private static bool IsChinese(string text) => text.EnumerateRunes().Any(IsHan);

    private static bool IsHan(Rune rune) => rune.Value is (>= 0x3400 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF);
}
