using System.Globalization;
using ImageGen.Jobs.Domain;
using ImageGen.Persistence;
using ImageGen.ServiceDefaults;

namespace ImageGen.Jobs.List;

/// <summary>The query's texts as they came.</summary>
internal sealed record ListParameters(string? Limit, string? Cursor, string? Status, string? Model, string? CreatedAfter, string? CreatedBefore);

internal static class ListQuery
{
    private const int DefaultLimit = 20;
    private const int MaxLimit = 100;

    // A time needs its zone, 'Z' or an offset: without one it would be taken for a time of ours. Seconds may be left out, as browsers do.
    private static readonly string[] TimeForms =
        [.. from seconds in new[] { ":ss.FFFFFFF", "" } from zone in new[] { "'Z'", "zzz" } select $"yyyy-MM-dd'T'HH:mm{seconds}{zone}"];

    private static readonly Dictionary<string, JobStatus> Statuses = Enum.GetValues<JobStatus>().ToDictionary(JobFields.NameOf);

    /// <exception cref="ProblemException">400, naming the parameter.</exception>
    public static PageQuery Read(ListParameters given, string owner)
    {
        List<FieldValue> where = [new(JobFields.Owner, owner)];
        if (given.Status is not null)
        {
            if (!Statuses.ContainsKey(given.Status))
                throw Bad("status", $"status is one of {string.Join(", ", Statuses.Keys)}.");
            where.Add(new(JobFields.Status, given.Status));
        }
        if (given.Model is not null)
            where.Add(new(JobFields.Model, given.Model));
        return new PageQuery
        {
            OrderBy = JobFields.CreatedAt,
            Where = where,
            From = Time("created_after", given.CreatedAfter) + 1,
            To = Time("created_before", given.CreatedBefore) - 1,
            After = given.Cursor is null ? null : ListCursor.Read(given.Cursor) ?? throw Bad("cursor", "cursor is not one of ours: pass next_cursor of the page before as it is."),
            Limit = LimitOf(given.Limit),
        };
    }

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
        // A plus sign that was not encoded arrives as a space.
        return DateTimeOffset.TryParseExact(text.Replace(' ', '+'), TimeForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time.ToUnixTimeMilliseconds()
            : throw Bad(name, $"{name} is a time with its zone, such as 2026-11-23T08:00:00Z or 2026-11-23T16:00:00+08:00.");
    }

    private static ProblemException Bad(string name, string detail) =>
        new(400, "bad_query", detail) { Errors = [new ProblemError("?" + name, detail)] };
}
