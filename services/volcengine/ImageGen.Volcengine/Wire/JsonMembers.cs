using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ImageGen.Volcengine.Wire;

/// <summary>
/// Reads a document of others without insisting on its form: a name in any case and with or without <c>_</c>, a number where a text is
/// usual and the other way round, JSON inside a text.
/// </summary>
internal static partial class JsonMembers
{
    // What is inside what is inside … of an answer is not for us.
    private const int Deepest = 8;

    /// <summary>The first of these members that says anything.</summary>
    /// <param name="names">As <see cref="NameOf(JsonProperty)"/> writes them.</param>
    public static JsonElement? Member(this JsonElement element, params ReadOnlySpan<string> names)
    {
        if (element.ValueKind != JsonValueKind.Object)
            return null;
        foreach (var name in names)
        {
            foreach (var member in element.EnumerateObject())
            {
                if (member.Value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined) && NameOf(member) == name)
                    return member.Value;
            }
        }

        return null;
    }

    public static bool Has(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.EnumerateObject().Any(member => NameOf(member) == name);

    /// <summary>A member's name in small letters without <c>_</c>, <c>-</c> and blanks; empty where it can not be read.</summary>
    public static string NameOf(JsonProperty member)
    {
        try
        {
            var name = member.Name;
            return name.All(char.IsAsciiLetterLower) ? name : string.Concat(name.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant));
        }
        catch (InvalidOperationException)
        {
            return "";
        }
    }

    /// <summary>A text, or a number or truth as text; null where it is empty or something else.</summary>
    public static string? AsText(this JsonElement? element) => element?.ValueKind switch
    {
        JsonValueKind.String => Words(element.Value).Trim() is { Length: > 0 } text ? text : null,
        JsonValueKind.Number => NumberOf(element.Value.GetRawText()),
        JsonValueKind.True or JsonValueKind.False => element.Value.GetRawText(),
        _ => null,
    };

    /// <summary>As it is; half a character becomes a replacement.</summary>
    public static string Words(this JsonElement text)
    {
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return JsonSerializer.Deserialize<string>(Escapes().Replace(text.GetRawText(), escape => escape.Groups["half"].Success ? @"\ufffd" : escape.Value))!;
        }
    }

    /// <summary>An object or array; a text that holds one is read.</summary>
    /// <param name="read">Takes what it needs: what was inside a text is gone afterwards.</param>
    public static T? Inside<T>(this JsonElement? element, Func<JsonElement, T?> read) where T : class => element?.ValueKind switch
    {
        JsonValueKind.Object or JsonValueKind.Array => read(element.Value),
        JsonValueKind.String => AnswerJson.First(System.Text.Encoding.UTF8.GetBytes(Words(element.Value)), read),
        _ => null,
    };

    /// <summary>The element and all objects in it, the outer ones first.</summary>
    public static IEnumerable<JsonElement> Objects(this JsonElement element, int depth = 0)
    {
        if (depth > Deepest)
            return [];
        return element.ValueKind switch
        {
            JsonValueKind.Object => element.EnumerateObject().SelectMany(member => member.Value.Objects(depth + 1)).Prepend(element),
            JsonValueKind.Array => element.EnumerateArray().SelectMany(item => item.Objects(depth + 1)),
            _ => [],
        };
    }

    // 10000.0 is 10000.
    private static string NumberOf(string raw) => raw.TrimStart('-').All(char.IsAsciiDigit) ? raw
        : decimal.TryParse(raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number.ToString("0.#############################", CultureInfo.InvariantCulture)
        : raw;

    [GeneratedRegex(@"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?<half>\\u[dD][89a-fA-F][0-9a-fA-F]{2})|\\.", RegexOptions.CultureInvariant)]
    private static partial Regex Escapes();
}
