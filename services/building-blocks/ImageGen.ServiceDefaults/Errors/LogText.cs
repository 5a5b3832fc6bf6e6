using System.Globalization;
using System.Text;

namespace ImageGen.ServiceDefaults.Errors;

/// <summary>What somebody sent, as it may stand in the log.</summary>
public static class LogText
{
    /// <summary>Cut, and with whatever could end a line, or change how others are shown, spelled out: nobody writes a line of the log but us.</summary>
    /// <param name="most">UTF-16 units of the text that stay.</param>
    public static string Of(string text, int most)
    {
        var line = new StringBuilder();
        foreach (var rune in ShortText.Of(text, most).EnumerateRunes())
        {
            if (IsHarmless(rune))
                line.Append(rune.ToString());
            else if (rune.Value == '\n')
                line.Append("\\n");
            else
                line.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:x}}}");
        }

        return line.ToString();
    }

    private static bool IsHarmless(Rune rune) => Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned);
}
