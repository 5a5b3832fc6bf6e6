using ImageGen.Jobs.Changes;
using ImageGen.Jobs.Domain;
using ImageGen.Jobs.Quotas;
using ImageGen.Persistence;
using Microsoft.Extensions.Logging;

namespace ImageGen.Jobs.Purging;

/// <summary>Brings what is to go for good one step on, as often as it takes: asks Storage, and in the end forgets the job.</summary>
internal sealed partial class JobPurges(IDocuments<Job> jobs, JobChanges changes, Settlements settlements, TimeProvider time, ILogger<JobPurges> logger)
{
    private const int Batch = 50;
    private const long ClaimedFor = 60_000;

    /// <returns>How many jobs were due.</returns>
    public async Task<int> RunOnceAsync(CancellationToken cancellationToken)
    {
        var now = time.UnixMilliseconds();
        var due = await jobs.ClaimDueAsync(new DueClaim(JobFields.PurgeAt, now, now + ClaimedFor, Batch), cancellationToken);
        await due.EachAsync(seen => StepAsync(seen, cancellationToken), LogFailed, cancellationToken);
        return due.Count;
    }

    private async Task StepAsync(Stored<Job> seen, CancellationToken cancellationToken)
    {
        // What is not settled waits anyway.
        var isHeld = seen.Body.Settled && await IsHeldAsync(seen.Body, cancellationToken);
        var next = JobRules.PurgeOn(seen.Body, isHeld, time.UnixMilliseconds());
        if (ReferenceEquals(next, seen.Body))
            return;
        // Ledgers may have missed what it has cost, and nobody could tell them any more.
        if (next.Purge?.DoneAt is not null)
            await settlements.SettleAsync(seen.Body, cancellationToken);
        // Where somebody was faster it is due again when the claim has passed.
        await changes.TryReplaceAsync(seen, next, cancellationToken);
    }

    /// <summary>Whether a job that has not settled builds on one of the pictures that are to go.</summary>
    private async Task<bool> IsHeldAsync(Job job, CancellationToken cancellationToken)
    {
        foreach (var picture in JobRules.PurgingOf(job))
        {
            var holders = await jobs.PageAsync(
                new PageQuery { OrderBy = JobFields.CreatedAt, Where = [new(JobFields.Pins, JobTerms.OfInput(picture))], Limit = 1 }, cancellationToken);
            if (holders.Items.Count > 0)
                return true;
        }

        return false;
    }

    [LoggerMessage(LogLevel.Error, "{JobId} could not be deleted for good; it is tried again")]
    private partial void LogFailed(Exception error, string jobId);
}
