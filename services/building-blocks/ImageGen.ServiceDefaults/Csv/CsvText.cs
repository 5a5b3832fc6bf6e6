using System.Buffers;
using System.Text;

namespace ImageGen.ServiceDefaults.Csv;

/// <summary>Lines of a table (RFC 4180), which spreadsheets open. Pure.</summary>
public static class CsvText
{
    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n;'");

    /// <summary>Adds a line with its end. A field that is null is empty.</summary>
    public static void AppendCsvLine(this StringBuilder lines, IEnumerable<string?> fields) => lines.AppendJoin(',', fields.Select(Field)).Append("\r\n");

    /// <summary>A field that a spreadsheet would take for a formula, and so would run what somebody else wrote, begins with a quote.</summary>
    private static string Field(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        var safe = text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠' ? "'" + text : text;
        return safe.AsSpan().IndexOfAny(Quoted) < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
