using System.Globalization;
using System.Text;
using ImageGen.ServiceDefaults.Csv;

namespace ImageGen.Jobs.Usage;

/// <summary>Usage as a table (RFC 4180), which spreadsheets open.</summary>
internal static class UsageCsv
{
    private static readonly string[] Figures = ["jobs", "pictures", "cost", "reserved_pictures", "reserved_cost", "currency"];

    public static string Write(UsageQuery query, IReadOnlyList<UsageRow> rows, string currency)
    {
        var text = new StringBuilder();
        text.AppendCsvLine([.. query.Groups.Select(UsageQuery.NameOf), .. Figures]);
        foreach (var (key, sum) in rows)
        {
            text.AppendCsvLine([
                .. query.Groups.Select(group => key[group] ?? ""),
                Number(sum.Jobs), Number(sum.Pictures), Number(sum.Cost), Number(sum.ReservedPictures), Number(sum.ReservedCost), currency]);
        }

        return text.ToString();
    }

    private static string Number(decimal number) => number.ToString("0.####", CultureInfo.InvariantCulture);
}
