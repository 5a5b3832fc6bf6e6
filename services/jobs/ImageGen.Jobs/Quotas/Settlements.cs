using ImageGen.Jobs.Domain;
using ImageGen.Persistence;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ImageGen.Jobs.Quotas;

/// <summary>Tells ledgers what has become of an attempt: what was billed when it closed, and what was billed after that.</summary>
internal sealed partial class Settlements(
    LedgerWrites ledgers, IDocuments<Job> jobs, IOptions<QuotaOptions> options, TimeProvider time, ILogger<Settlements> logger)
{
    /// <summary>Something has happened to the job that ledgers do not know.</summary>
    public static bool Concerns(Job before, Job after) => after.Attempts.Any(attempt => attempt.Booking is { Settled: not null } booking
        && (JobRules.Owes(after, attempt) || booking.Settled != before.Attempts.FirstOrDefault(known => known.Number == attempt.Number)?.Booking?.Settled));

    /// <summary>Best effort, for whoever has changed the job: never throws. What fails is found by the sweep, or by the job's next nudge.</summary>
    public async Task TrySettleAsync(Job job)
    {
        try
        {
            await SettleAsync(job, CancellationToken.None);
        }
        catch (Exception error)
        {
            LogFailed(error, job.Id);
        }
    }

    /// <summary>However often, and whoever else does it: the figures are those of the job.</summary>
    public async Task SettleAsync(Job job, CancellationToken cancellationToken)
    {
        foreach (var attempt in job.Attempts)
        {
            if (attempt.Booking is not { Settled: not null } booking)
                continue;
            var late = JobRules.LateOf(job, attempt);
            await Task.WhenAll(booking.Ledgers.Select(id => ledgers.ChangeAsync(
                id, fresh: null, ledger => Tell(ledger, job, attempt, booking, late))));
            if (late > booking.Told)
                await jobs.ChangeAsync(job.Id, seen => JobRules.Told(seen, attempt.Number, late), cancellationToken);
        }
    }

    private Ledger Tell(Ledger ledger, Job job, JobAttempt attempt, AttemptBooking booking, int late)
    {
        var next = LedgerRules.Settle(ledger, job.Id, attempt.Number, booking);
        if (late == 0)
            return next;
        var figure = new LateBilling(job.Id, attempt.Number, booking.Day, job.Request.Model, booking.UserId, late, booking.Price);
        return LedgerRules.BillLate(next, figure, options.Value.Currency, time.UnixMilliseconds());
    }

    [LoggerMessage(LogLevel.Warning, "What {JobId} has cost could not be noted; it is tried again")]
    private partial void LogFailed(Exception error, string jobId);
}
