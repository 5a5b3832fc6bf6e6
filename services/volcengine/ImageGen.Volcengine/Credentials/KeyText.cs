using System.Globalization;
using ImageGen.Volcengine.Wire;

namespace ImageGen.Volcengine.Credentials;

/// <summary>
/// A key as it is meant: without what editors, consoles and copying leave around it. A key of the provider is visible ASCII; with
/// anything else in it no request could leave us.
/// </summary>
internal static class KeyText
{
    private const string Scheme = "Bearer";

    private static readonly (char Open, char Close)[] Quotes = [('"', '"'), ('\'', '\''), ('`', '`'), ('“', '”'), ('‘', '’'), ('«', '»'), ('「', '」')];

    public static string Clean(string? key)
    {
        var text = Unquoted(key);
        // Quotes may be around the scheme, or behind it.
        while (text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && text.Length > Scheme.Length && char.IsWhiteSpace(text[Scheme.Length]))
            text = Unquoted(text[Scheme.Length..]);
        return text;
    }

    /// <summary>Any setting without blanks and quotes around it.</summary>
    public static string Unquoted(string? setting)
    {
        var text = (setting ?? "").Trim(Blanks.Around);
        while (Array.Exists(Quotes, quotes => text.Length > 1 && text[0] == quotes.Open && text[^1] == quotes.Close))
            text = text[1..^1].Trim(Blanks.Around);
        return text;
    }

    /// <returns>Which character can not be in a key, and where, or null. Never the key.</returns>
    public static string? Problem(string? key)
    {
        if (key is null || key.AsSpan().IndexOfAnyExceptInRange('!', '~') is not (>= 0 and var at))
            return null;
        var what = key[at] == ' ' ? "a blank" : string.Create(CultureInfo.InvariantCulture, $"the character U+{(int)key[at]:X4}");
        return string.Create(CultureInfo.InvariantCulture, $"has {what} at place {at + 1} of {key.Length}, which no key has");
    }
}
