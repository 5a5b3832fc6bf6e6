using System.Buffers.Text;
using System.Globalization;
using System.Text;
using ImageGen.Persistence;
using ImageGen.ServiceDefaults.Errors;
using ImageGen.ServiceDefaults.Queries;

namespace ImageGen.Accounts.Audit;

/// <summary>The query's texts as they came.</summary>
internal sealed record AuditParameters(string? Actor, string? Action, string? Object, string? CreatedAfter, string? CreatedBefore, string? Limit, string? Cursor, string? Format);

/// <summary>What a list is asked for.</summary>
internal sealed record AuditQuery(AuditFilter Filter, int Limit, PagePosition? After, bool IsCsv)
{
    private const int DefaultLimit = 50;
    private const int MaxLimit = 200;
    private const int LongestText = 200;
    private const int LongestCursor = 400;

    /// <exception cref="ProblemException">400, naming the parameter.</exception>
    public static AuditQuery Read(AuditParameters given)
    {
        var filter = new AuditFilter
        {
            Actor = Text("actor", given.Actor),
            Action = Text("action", given.Action),
            Object = Text("object", given.Object),
            From = Time("created_after", given.CreatedAfter) + 1,
            To = Time("created_before", given.CreatedBefore) - 1,
        };
        var isCsv = given.Format switch
        {
            null or "json" => false,
            "csv" => true,
            _ => throw Bad("format", "format is json or csv."),
        };
        return new AuditQuery(filter, LimitOf(given.Limit), PlaceOf(given.Cursor, filter), isCsv);
    }

    /// <summary>Opaque to callers: the fingerprint of the filter, then the place.</summary>
    public static string Cursor(AuditFilter filter, PagePosition place) =>
        filter.Fingerprint + Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{place.Order} {place.Id}")));

    private static PagePosition? PlaceOf(string? text, AuditFilter filter)
    {
        if (text is null)
            return null;
        if (text.Length is <= AuditFilter.FingerprintLength or > LongestCursor || !text.StartsWith(filter.Fingerprint, StringComparison.Ordinal))
            throw Bad("cursor", "cursor is that of another list, or none of ours: pass next_cursor of the page before, with the same filters.");
        var rest = text.AsSpan(AuditFilter.FingerprintLength);
        return Base64Url.IsValid(rest)
            && Encoding.UTF8.GetString(Base64Url.DecodeFromChars(rest)).Split(' ') is [var order, var id]
            && long.TryParse(order, NumberStyles.None, CultureInfo.InvariantCulture, out var moment)
                ? new PagePosition(moment, id)
                : throw Bad("cursor", "cursor is none of ours: pass next_cursor of the page before as it is.");
    }

    private static string? Text(string name, string? text) =>
        text is null or { Length: > 0 and <= LongestText } && text?.Any(char.IsControl) != true ? text : throw Bad(name, $"{name} has 1 to {LongestText} characters.");

    private static int LimitOf(string? text)
    {
        if (text is null)
            return DefaultLimit;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= MaxLimit
            ? limit
            : throw Bad("limit", $"limit is a whole number from 1 to {MaxLimit}.");
    }

    private static long? Time(string name, string? text)
    {
        if (text is null)
            return null;
        return QueryTime.TryRead(text, out var time) ? time : throw Bad(name, $"{name} is a time with its zone, such as 2026-11-23T08:00:00Z.");
    }

    private static ProblemException Bad(string name, string detail) => new(400, "bad_query", detail) { Errors = [new ProblemError("?" + name, detail)] };
}
