using ImageGen.Jobs.Quotas;

namespace ImageGen.Jobs.Usage;

/// <summary>Sums of ledgers.</summary>
internal static class UsageRules
{
    /// <param name="userId">Counts only what this user has asked for; null for what everybody has.</param>
    /// <returns>A row for each group, in order.</returns>
    public static IReadOnlyList<UsageRow> Sum(IEnumerable<Ledger> ledgers, UsageQuery query, string? userId)
    {
        var (from, to) = (QuotaCalendar.NumberOf(query.From), QuotaCalendar.NumberOf(query.To));
        var sums = new Dictionary<UsageKey, UsageSum>();
        foreach (var ledger in ledgers)
        {
            foreach (var line in ledger.Settled)
                Add(ledger, line.Day, line.Model, line.UserId, new UsageSum(line.Jobs, line.Pictures, line.Cost));
            foreach (var late in ledger.Late)
                Add(ledger, late.Day, late.Model, late.UserId, new UsageSum(0, late.Pictures, late.Cost));
            foreach (var open in ledger.Open)
                Add(ledger, open.Day, open.Model, open.UserId, new UsageSum(0, 0, 0) { ReservedPictures = open.Pictures, ReservedCost = open.Cost });
        }

        return [.. sums.OrderBy(sum => sum.Key.ToString(), StringComparer.Ordinal).Select(sum => new UsageRow(sum.Key, sum.Value))];

        void Add(Ledger ledger, int day, string model, string user, UsageSum sum)
        {
            if (day < from || day > to || (userId is not null && user != userId))
                return;
            var key = UsageKey.Of(query.Groups, ledger, day, model, user);
            sums[key] = sums.GetValueOrDefault(key) + sum;
        }
    }
}

/// <summary>A member for each group that was asked for, null for the others.</summary>
internal sealed record UsageKey(string? Day, string? Model, string? User, string? Team, string? Key)
{
    public static UsageKey Of(IReadOnlyList<UsageGroup> groups, Ledger ledger, int day, string model, string user) => new(
        groups.Contains(UsageGroup.Day) ? UsageQuery.TextOf(QuotaCalendar.DayOf(day)) : null,
        groups.Contains(UsageGroup.Model) ? model : null,
        groups.Contains(UsageGroup.User) ? user : null,
        groups.Contains(UsageGroup.Team) ? ledger.SubjectId : null,
        groups.Contains(UsageGroup.Key) ? ledger.SubjectId : null);

    public string? this[UsageGroup group] => group switch
    {
        UsageGroup.Day => Day,
        UsageGroup.Model => Model,
        UsageGroup.User => User,
        UsageGroup.Team => Team,
        _ => Key,
    };

    public override string ToString() => string.Join('\n', Day, Model, User, Team, Key);
}

internal readonly record struct UsageSum(int Jobs, int Pictures, decimal Cost)
{
    public int ReservedPictures { get; init; }

    public decimal ReservedCost { get; init; }

    public static UsageSum operator +(UsageSum one, UsageSum other) => new(one.Jobs + other.Jobs, one.Pictures + other.Pictures, one.Cost + other.Cost)
    {
        ReservedPictures = one.ReservedPictures + other.ReservedPictures,
        ReservedCost = one.ReservedCost + other.ReservedCost,
    };
}

internal sealed record UsageRow(UsageKey Key, UsageSum Sum);
