using System.Globalization;
using ImageGen.Jobs.Domain;
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

    public string? Batch { get; init; }

    public string? Q { get; init; }

    public string? CreatedAfter { get; init; }

    public string? CreatedBefore { get; init; }

    public string? Deleted { get; init; }
}

/// <summary>What a list is asked for.</summary>
internal sealed record ListQuery(JobFilter Filter, int Limit, PagePosition? After)
{
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
            Tag = QueryTexts.Tag(given.Tag),
            Favorite = YesOrNo("favorite", given.Favorite),
            Batch = given.Batch,
            Text = QueryTexts.Words(given.Q),
            From = Time("created_after", given.CreatedAfter) + 1,
            To = Time("created_before", given.CreatedBefore) - 1,
        };
        return new ListQuery(filter, QueryTexts.Limit(given.Limit), ListCursor.PlaceOf(given.Cursor, filter.Fingerprint));
    }

    private static JobStatus? StatusOf(string? text) => text is null
        ? null
        : Statuses.TryGetValue(text, out var status) ? status : throw QueryTexts.Bad("status", $"status is one of {string.Join(", ", Statuses.Keys)}.");

    private static bool? YesOrNo(string name, string? text) => text switch
    {
        null => null,
        "true" => true,
        "false" => false,
        _ => throw QueryTexts.Bad(name, $"{name} is true or false."),
    };

    private static long? Time(string name, string? text)
    {
        if (text is null)
            return null;
        return QueryTime.TryRead(text, out var time)
            ? time
            : throw QueryTexts.Bad(name, $"{name} is a time with its zone, such as 2026-11-23T08:00:00Z or 2026-11-23T16:00:00+08:00.");
    }
}
