using ImageGen.Jobs.Domain;
using ImageGen.Persistence;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ImageGen.Jobs.Quotas;

/// <summary>
/// Looks what has become of reservations that nobody has settled: their process died, or the store was away. Where no attempt came of one,
/// it first sees to it that none can come any more, and then gives the room back.
/// </summary>
internal sealed partial class LedgerSweep(IDocuments<Ledger> documents, LedgerWrites ledgers, IDocuments<Job> jobs, TimeProvider time, ILogger<LedgerSweep> logger)
{
    /// <summary>So long a request may be on its way from its reservation to its job before it is cut off.</summary>
    public const long Patience = 5 * 60_000;

    private const int Batch = 20;
    private const int AtOnce = 500;
    private const long ClaimedFor = 30_000;

    /// <returns>How many ledgers were looked at.</returns>
    public async Task<int> RunOnceAsync(CancellationToken cancellationToken)
    {
        var now = time.UnixMilliseconds();
        var due = await documents.ClaimDueAsync(new DueClaim(Ledger.SweepAtField, now, now + ClaimedFor, Batch), cancellationToken);
        await due.EachAsync(seen => SweepAsync(seen.Body, cancellationToken), LogFailed, cancellationToken);
        return due.Count;
    }

    private async Task SweepAsync(Ledger ledger, CancellationToken cancellationToken)
    {
        var now = time.UnixMilliseconds();
        var old = ledger.Open.Where(open => open.LookAt <= now).Take(AtOnce).ToList();
        var found = (await jobs.GetManyAsync([.. old.Select(open => open.JobId).Distinct()], cancellationToken)).ToDictionary(job => job.Id);
        var rules = new List<Func<Ledger, Ledger>>();
        foreach (var open in old)
            rules.Add(await RuleAsync(open, found.GetValueOrDefault(open.JobId), now, cancellationToken));
        await ledgers.ChangeAsync(ledger.Id, fresh: null, seen => rules.Aggregate(seen, (next, rule) => rule(next)));
    }

    private async Task<Func<Ledger, Ledger>> RuleAsync(Reservation open, Stored<Job>? job, long now, CancellationToken cancellationToken) =>
        job?.Body.Attempts.FirstOrDefault(attempt => attempt.Number == open.Attempt) switch
        {
            { Booking: { Settled: not null } booking } => ledger => LedgerRules.Settle(ledger, open.JobId, open.Attempt, booking),
            { Booking: not null } => ledger => LedgerRules.LookLater(ledger, open, now),
            // Of a version that takes no room: ours has lost against it for good.
            { } => ledger => LedgerRules.Release(ledger, open),
            null when now - open.Since >= Patience && await CutOffAsync(open, job, now, cancellationToken) => ledger => LedgerRules.Release(ledger, open),
            null => ledger => LedgerRules.LookLater(ledger, open, now),
        };

    /// <summary>
    /// Whoever reserved this and sleeps since then can not write its attempt any more: the id of a new job is taken, and the next version of one
    /// that is there is another.
    /// </summary>
    private async Task<bool> CutOffAsync(Reservation open, Stored<Job>? job, long now, CancellationToken cancellationToken)
    {
        if (job is { Body.IsVoid: true })
            return true;
        return job is null
            ? await jobs.InsertAsync(JobRules.Void(open.JobId, now), cancellationToken) is not null
            : await jobs.ReplaceAsync(job, job.Body with { }, cancellationToken) is not null;
    }

    [LoggerMessage(LogLevel.Error, "The reservations of {LedgerId} could not be looked at; it is tried again")]
    private partial void LogFailed(Exception error, string ledgerId);
}
