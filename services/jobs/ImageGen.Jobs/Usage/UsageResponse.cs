using System.ComponentModel;
using System.Text.Json.Serialization;
using ImageGen.Jobs.Quotas;

namespace ImageGen.Jobs.Usage;

internal sealed record UsageResponse(
    DateOnly From,
    DateOnly To,
    [property: Description("The clock by which days are told, as its distance from UTC.")] string UtcOffset,
    [property: Description("ISO 4217.")] string Currency,
    UsageFigures Total,
    [property: Description("A row for each group that has anything, in order.")] IReadOnlyList<UsageRowResponse> Data,
    [property: Description("What may still be asked for, of each limit there is; none where everybody's usage is asked for.")] IReadOnlyList<LimitResponse> Limits);

internal record UsageFigures
{
    [Description("Jobs that have ended; a retry is none.")]
    public required int Jobs { get; init; }

    [Description("Pictures that were billed as far as we know, those of jobs that have ended and those that came later.")]
    public required int Pictures { get; init; }

    [Description("For them, by the catalogue's prices of the days when they were asked for.")]
    public required decimal Cost { get; init; }

    [Description("Pictures of jobs that have not ended, or wait for a person: they count until it is known what was billed.")]
    public required int ReservedPictures { get; init; }

    public required decimal ReservedCost { get; init; }

    public static UsageFigures Of(UsageSum sum) => new()
    {
        Jobs = sum.Jobs,
        Pictures = sum.Pictures,
        Cost = sum.Cost,
        ReservedPictures = sum.ReservedPictures,
        ReservedCost = sum.ReservedCost,
    };
}

internal sealed record UsageRowResponse : UsageFigures
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Day { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Model { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? User { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Team { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Key { get; init; }

    public static UsageRowResponse Of(UsageRow row) => new()
    {
        Day = row.Key.Day,
        Model = row.Key.Model,
        User = row.Key.User,
        Team = row.Key.Team,
        Key = row.Key.Key,
        Jobs = row.Sum.Jobs,
        Pictures = row.Sum.Pictures,
        Cost = row.Sum.Cost,
        ReservedPictures = row.Sum.ReservedPictures,
        ReservedCost = row.Sum.ReservedCost,
    };
}

internal sealed record LimitResponse(
    [property: Description("pictures_per_day or cost_per_month.")] string Kind,
    [property: Description("Whose it is: user, team or key.")] string Of,
    string Id,
    decimal Limit,
    [property: Description("With what is reserved.")] decimal Used,
    [property: Description("Not below 0, though more may be used: what was billed late counts.")] decimal Left,
    [property: Description("When it is counted anew.")] DateTimeOffset ResetsAt)
{
    public static LimitResponse Show(Subject subject, LimitKind kind, decimal limit, decimal used, DateTimeOffset resetsAt) =>
        new(LimitNames.Of(kind), Subject.NameOf(subject.Kind), subject.Id, limit, used, Math.Max(0, limit - used), resetsAt);
}
