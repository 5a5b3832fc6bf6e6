using System.Globalization;
using ImageGen.Jobs.Domain;
using ImageGen.Jobs.Labels;
using ImageGen.Jobs.Texts;
using ImageGen.Persistence;
using ImageGen.ServiceDefaults.Errors;
using ImageGen.ServiceDefaults.Queries;

namespace ImageGen.Jobs.List;

/// <summary>The query's texts as they came.</summary>
internal sealed record ListParameters(string? Limit, string? Cursor)
{
    public string? Status { get; init; }

    public string? Model { get; init; }

    public string? Tag { get; init; }

    public string? Favorite { get; init; }

    public string? Q { get; init; }

    public string? CreatedAfter { get; init; }

    public string? CreatedBefore { get; init; }

    public string? Deleted { get; init; }
}

/// <summary>What a list is asked for.</summary>
internal sealed record ListQuery(JobFilter Filter, int Limit, PagePosition? After)
{
    private const int DefaultLimit = 20;
    private const int MaxLimit = 100;
    private const int MaxText = 100;

    private static readonly Dictionary<string, JobStatus> Statuses = Enum.GetValues<JobStatus>().ToDictionary(JobFields.NameOf);

    /// <exception cref="ProblemException">400, naming the parameter.</exception>
    public static ListQuery Read(ListParameters given, string owner)
    {
        var filter = new JobFilter
        {
            Owner = owner,
            Deleted = YesOrNo("deleted", given.Deleted) == true,
            Status = StatusOf(given.Status),
            Model = given.Model,
            Tag = given.Tag is null || TitleAndTags.IsTag(given.Tag) ? given.Tag : throw Bad("tag", "A tag has 1 to 50 characters."),
            Favorite = YesOrNo("favorite", given.Favorite),
            Text = TextOf(given.Q),
            From = Time("created_after", given.CreatedAfter) + 1,
            To = Time("created_before", given.CreatedBefore) - 1,
        };
        return new ListQuery(filter, LimitOf(given.Limit), PlaceOf(given.Cursor, filter));
    }

    private static JobStatus? StatusOf(string? text) => text is null
        ? null
        : Statuses.TryGetValue(text, out var status) ? status : throw Bad("status", $"status is one of {string.Join(", ", Statuses.Keys)}.");

    private static string? TextOf(string? text)
    {
        if (text is null)
            return null;
        if (Characters.Count(text) > MaxText)
            throw Bad("q", FormattableString.Invariant($"q has at most {MaxText} characters."));
        return SearchText.WordsOf(text).Any() ? text : throw Bad("q", "q has neither a letter nor a digit to look for.");
    }

    private static PagePosition? PlaceOf(string? text, JobFilter filter)
    {
        if (text is null)
            return null;
        var cursor = ListCursor.Read(text) ?? throw Bad("cursor", "cursor is not one of ours: pass next_cursor of the page before as it is.");
        return cursor.Filter == filter.Fingerprint
            ? cursor.Place
            : throw Bad("cursor", "cursor belongs to a list with another filter: leave the other parameters as they were, or begin without a cursor.");
    }

    private static int LimitOf(string? text)
    {
        if (text is null)
            return DefaultLimit;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= MaxLimit
            ? limit
            : throw Bad("limit", $"limit is a whole number from 1 to {MaxLimit}.");
    }

    private static bool? YesOrNo(string name, string? text) => text switch
    {
        null => null,
        "true" => true,
        "false" => false,
        _ => throw Bad(name, $"{name} is true or false."),
    };

    private static long? Time(string name, string? text)
    {
        if (text is null)
            return null;
        return QueryTime.TryRead(text, out var time)
            ? time
            : throw Bad(name, $"{name} is a time with its zone, such as 2026-11-23T08:00:00Z or 2026-11-23T16:00:00+08:00.");
    }

    private static ProblemException Bad(string name, string detail) =>
        new(400, "bad_query", detail) { Errors = [new ProblemError("?" + name, detail)] };
}
