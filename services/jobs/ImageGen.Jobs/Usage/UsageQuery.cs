using System.Globalization;
using ImageGen.Jobs.Quotas;
using ImageGen.ServiceDefaults.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ImageGen.Jobs.Usage;

/// <summary>What a report of usage is asked for.</summary>
/// <param name="Source">Whose ledgers are read: those of the finest subject that is grouped by.</param>
internal sealed record UsageQuery(DateOnly From, DateOnly To, IReadOnlyList<UsageGroup> Groups, string? Team, bool All, bool AsCsv, SubjectKind Source)
{
    private const int MostDays = 366;
    private const string DayForm = "yyyy-MM-dd";
    private const string Csv = "text/csv";

    private static readonly Dictionary<string, UsageGroup> Names = Enum.GetValues<UsageGroup>().ToDictionary(NameOf);

    /// <summary>Such as 202611, in order.</summary>
    public IEnumerable<int> Months
    {
        get
        {
            for (var month = new DateOnly(From.Year, From.Month, 1); month <= To; month = month.AddMonths(1))
                yield return QuotaCalendar.MonthOf(month);
        }
    }

    public static string NameOf(UsageGroup group) => group.ToString().ToLowerInvariant();

    public static string TextOf(DateOnly day) => day.ToString(DayForm, CultureInfo.InvariantCulture);

    /// <exception cref="ProblemException">400, naming the parameter.</exception>
    public static UsageQuery Read(UsageParameters given, HttpRequest request, DateOnly today)
    {
        var to = Day("to", given.To) ?? today;
        var from = Day("from", given.From) ?? new DateOnly(to.Year, to.Month, 1);
        if (from > to || to.DayNumber - from.DayNumber >= MostDays)
            throw Bad("from", $"from is not later than to, and not more than {MostDays} days earlier.");
        var groups = GroupsOf(given.GroupBy);
        var all = YesOrNo("all", given.All);
        if (all && given.Team is not null)
            throw Bad("team", "Either all or one team.");
        var source = groups.Contains(UsageGroup.Key) ? SubjectKind.Key : groups.Contains(UsageGroup.Team) || given.Team is not null ? SubjectKind.Team : SubjectKind.User;
        if (source == SubjectKind.Key && (given.Team is not null || groups.Contains(UsageGroup.Team)))
            throw Bad("group_by", "What a key has asked for is not told apart by team.");
        return new UsageQuery(from, to, groups, given.Team, all, IsCsv(given.Format, request), source);
    }

    private static UsageGroup[] GroupsOf(string? text) => text is null or ""
        ? [UsageGroup.Day]
        : [.. text.Split(',', StringSplitOptions.TrimEntries)
            .Select(name => Names.TryGetValue(name, out var group) ? group : throw Bad("group_by", $"group_by is a list, with commas, of {string.Join(", ", Names.Keys)}."))
            .Distinct().Order()];

    private static DateOnly? Day(string name, string? text) => text is null
        ? null
        : DateOnly.TryParseExact(text, DayForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 2000 and < 9999
            ? day
            : throw Bad(name, $"{name} is a day, such as 2026-11-28.");

    private static bool YesOrNo(string name, string? text) => text switch
    {
        null or "false" => false,
        "true" => true,
        _ => throw Bad(name, $"{name} is true or false."),
    };

    private static bool IsCsv(string? format, HttpRequest request) => format switch
    {
        "csv" => true,
        "json" => false,
        null => WantsCsv(request),
        _ => throw Bad("format", "format is json or csv."),
    };

    private static bool WantsCsv(HttpRequest request) =>
        MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var wanted)
        && wanted.MaxBy(type => type.Quality ?? 1)?.MediaType.Equals(Csv, StringComparison.OrdinalIgnoreCase) == true;

    private static ProblemException Bad(string name, string detail) => new(400, "bad_query", detail) { Errors = [new ProblemError("?" + name, detail)] };
}

/// <summary>The query's texts as they came.</summary>
internal sealed record UsageParameters(string? From, string? To, string? GroupBy, string? Team, string? All, string? Format);

/// <summary>In the order of columns.</summary>
internal enum UsageGroup
{
    Day,
    Model,
    User,
    Team,
    Key,
}
