using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ImageGen.Accounts.Audit;

/// <summary>Entries as lines of RFC 4180, which spreadsheets open. Pure.</summary>
internal static class AuditCsv
{
    public const string Head = "id,created_at,actor,credential,action,object,address,request_id,details\r\n";

    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n;'");

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(StringBuilder lines, AuditEntry entry)
    {
        string?[] fields =
        [
            entry.Id,
            DateTimeOffset.FromUnixTimeMilliseconds(entry.CreatedAt).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            entry.Actor,
            entry.Credential,
            entry.Action,
            entry.Object,
            entry.Address,
            entry.RequestId,
            entry.Details.Count == 0 ? null : JsonSerializer.Serialize(entry.Details, Json),
        ];
        lines.AppendJoin(',', fields.Select(Field)).Append("\r\n");
    }

    /// <summary>A field that a spreadsheet would take for a formula, and so would run what somebody else wrote, begins with a quote.</summary>
    private static string Field(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        var safe = text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠' ? "'" + text : text;
        return safe.AsSpan().IndexOfAny(Quoted) < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
