using System.Globalization;
using ImageGen.ServiceDefaults.Configuration;

namespace ImageGen.Volcengine.Settings;

/// <summary>
/// A key as it is meant: without what editors, consoles and copying leave around it. A key of the provider is visible ASCII; with
/// anything else in it no request could leave us.
/// </summary>
internal static class KeyText
{
    private const string Scheme = "Bearer";

    public static string Clean(string? key)
    {
        var text = SettingText.Unquoted(key);
        // Quotes may be around the scheme, or behind it.
        while (text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && text.Length > Scheme.Length && char.IsWhiteSpace(text[Scheme.Length]))
            text = SettingText.Unquoted(text[Scheme.Length..]);
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
