using System.Globalization;
using System.Text;

namespace ImageGen.Jobs.Usage;

/// <summary>Usage as a table (RFC 4180), which spreadsheets open.</summary>
internal static class UsageCsv
{
    /// <summary>What a spreadsheet takes for the beginning of a formula.</summary>
    private const string Formula = "=+-@\t\r";

    private static readonly string[] Figures = ["jobs", "pictures", "cost", "reserved_pictures", "reserved_cost", "currency"];

    public static string Write(UsageQuery query, IReadOnlyList<UsageRow> rows, string currency)
    {
        var text = new StringBuilder();
        Line(text, [.. query.Groups.Select(UsageQuery.NameOf), .. Figures]);
        foreach (var (key, sum) in rows)
        {
            Line(text, [
                .. query.Groups.Select(group => key[group] ?? ""),
                Number(sum.Jobs), Number(sum.Pictures), Number(sum.Cost), Number(sum.ReservedPictures), Number(sum.ReservedCost), currency]);
        }

        return text.ToString();
    }

    private static void Line(StringBuilder text, IEnumerable<string> cells) => text.AppendJoin(',', cells.Select(Cell)).Append("\r\n");

    private static string Number(decimal number) => number.ToString("0.####", CultureInfo.InvariantCulture);

    private static string Cell(string text)
    {
        var safe = text.Length > 0 && Formula.Contains(text[0], StringComparison.Ordinal) ? "'" + text : text;
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
