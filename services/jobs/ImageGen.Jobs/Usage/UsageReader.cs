using ImageGen.Jobs.Quotas;
using ImageGen.Persistence;
using ImageGen.ServiceDefaults.Callers;

namespace ImageGen.Jobs.Usage;

/// <summary>Finds the ledgers that a report sums up: one's own by their ids, everybody's by kind and month.</summary>
internal sealed class UsageReader(IDocuments<Ledger> ledgers, Reservations reservations, QuotaCalendar calendar)
{
    private const int PageSize = 1000;

    public async Task<IReadOnlyList<UsageRow>> RowsAsync(UsageQuery query, Caller caller, CancellationToken cancellationToken) =>
        UsageRules.Sum(await LedgersAsync(query, caller, cancellationToken), query, query.All || query.Team is not null ? null : caller.UserId);

    /// <summary>What is left of each limit, now.</summary>
    public async Task<IReadOnlyList<LimitResponse>> LimitsAsync(UsageQuery query, Caller caller, CancellationToken cancellationToken)
    {
        if (query.All)
            return [];
        List<Subject> subjects = query.Team is { } team
            ? [new Subject(SubjectKind.Team, team)]
            : [.. Subject.Of(caller.UserId, caller.UserId, caller.CredentialId), .. caller.Teams.Select(team => new Subject(SubjectKind.Team, team.Id))];
        var today = calendar.Today;
        var month = QuotaCalendar.MonthOf(today);
        var found = (await ledgers.GetManyAsync([.. subjects.Select(subject => subject.LedgerOf(month))], cancellationToken)).ToDictionary(ledger => ledger.Id, ledger => ledger.Body);
        return [.. subjects.SelectMany(subject => Left(subject, found.GetValueOrDefault(subject.LedgerOf(month)), QuotaCalendar.NumberOf(today)))];
    }

    private IEnumerable<LimitResponse> Left(Subject subject, Ledger? ledger, int day)
    {
        var limits = reservations.LimitsOf(subject);
        // An administrator's token does not tell the limits of a team that they are not in: then as they were last seen.
        var (pictures, cost) = limits.IsNone && subject.Kind == SubjectKind.Team
            ? (ledger?.Limits?.PicturesPerDay, ledger?.Limits?.CostPerMonth)
            : (limits.PicturesPerDay, limits.CostPerMonth);
        if (pictures is { } most)
            yield return LimitResponse.Show(subject, LimitKind.PicturesPerDay, most, ledger is null ? 0 : Balance.OfDay(ledger, day).Pictures, calendar.Tomorrow);
        if (cost is { } money)
            yield return LimitResponse.Show(subject, LimitKind.CostPerMonth, money, ledger is null ? 0 : Balance.OfMonth(ledger).Cost, calendar.NextMonth);
    }

    private Task<IReadOnlyList<Ledger>> LedgersAsync(UsageQuery query, Caller caller, CancellationToken cancellationToken) => query switch
    {
        { All: true } => AllAsync(query, new FieldValue(Ledger.KindField, Subject.NameOf(query.Source)), cancellationToken),
        { Team: { } team } => OfAsync(query, [new Subject(SubjectKind.Team, team)], cancellationToken),
        { Source: SubjectKind.Key } => AllAsync(query, new FieldValue(Ledger.UserField, caller.UserId), cancellationToken),
        { Source: SubjectKind.Team } => OfAsync(query, caller.Teams.Select(team => new Subject(SubjectKind.Team, team.Id)), cancellationToken),
        _ => OfAsync(query, [new Subject(SubjectKind.User, caller.UserId)], cancellationToken),
    };

    private async Task<IReadOnlyList<Ledger>> OfAsync(UsageQuery query, IEnumerable<Subject> subjects, CancellationToken cancellationToken) =>
        [.. (await ledgers.GetManyAsync([.. subjects.SelectMany(subject => query.Months.Select(subject.LedgerOf))], cancellationToken)).Select(ledger => ledger.Body)];

    private async Task<IReadOnlyList<Ledger>> AllAsync(UsageQuery query, FieldValue where, CancellationToken cancellationToken)
    {
        var found = new List<Ledger>();
        PagePosition? after = null;
        do
        {
            var page = await ledgers.PageAsync(
                new PageQuery { OrderBy = Ledger.MonthField, Descending = false, Where = [where], From = query.Months.First(), To = query.Months.Last(), After = after, Limit = PageSize },
                cancellationToken);
            found.AddRange(page.Items.Select(item => item.Body));
            after = page.Next;
        }
        while (after is not null);
        return found;
    }
}
