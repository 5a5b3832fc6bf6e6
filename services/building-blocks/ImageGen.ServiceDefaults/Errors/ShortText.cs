namespace ImageGen.ServiceDefaults.Errors;

/// <summary>What somebody sent, as far as it is worth repeating.</summary>
public static class ShortText
{
    /// <summary>The text, cut between two characters; a cut one ends in <c>…</c>.</summary>
    /// <param name="most">UTF-16 units of the text that stay; at least 1.</param>
    public static string Of(string text, int most)
    {
        if (text.Length <= most)
            return text;
        return (char.IsHighSurrogate(text[most - 1]) ? text[..(most - 1)] : text[..most]) + "…";
    }
}
