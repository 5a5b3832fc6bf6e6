using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ImageGen.ServiceDefaults.Csv;

namespace ImageGen.Accounts.Audit;

/// <summary>Entries as lines of RFC 4180, which spreadsheets open. Pure.</summary>
internal static class AuditCsv
{
    public const string Head = "id,created_at,actor,credential,action,object,address,request_id,details\r\n";

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(StringBuilder lines, AuditEntry entry)
    {
        lines.AppendCsvLine(
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
        ]);
    }
}
