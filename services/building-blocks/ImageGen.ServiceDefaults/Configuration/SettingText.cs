namespace ImageGen.ServiceDefaults.Configuration;

/// <summary>A setting as it is meant: editors, consoles and copying leave line ends, blanks and quotes around it.</summary>
public static class SettingText
{
    private static readonly (char Open, char Close)[] Quotes = [('"', '"'), ('\'', '\''), ('`', '`'), ('“', '”'), ('‘', '’'), ('«', '»'), ('「', '」')];

    /// <returns>Without blanks and quotes around it; empty for null.</returns>
    public static string Unquoted(string? setting)
    {
        var text = (setting ?? "").Trim(Blanks.Around);
        while (Array.Exists(Quotes, quotes => text.Length > 1 && text[0] == quotes.Open && text[^1] == quotes.Close))
            text = text[1..^1].Trim(Blanks.Around);
        return text;
    }
}
