using ImageGen.Jobs.Changes;
using ImageGen.Jobs.Domain;
using ImageGen.Jobs.Quotas;
using ImageGen.Persistence;
using Microsoft.Extensions.Logging;

namespace ImageGen.Jobs.Loops;

/// <summary>Lets unsettled jobs ask again: what makes every lost message harmless.</summary>
internal sealed partial class NudgeLoop(IDocuments<Job> jobs, JobChanges changes, Settlements settlements, TimeProvider time, ILogger<NudgeLoop> logger)
{
    private const int Batch = 100;
    private const long ClaimedFor = 30_000;

    /// <returns>How many jobs were due.</returns>
    public async Task<int> RunOnceAsync(CancellationToken cancellationToken)
    {
        var now = time.UnixMilliseconds();
        var due = await jobs.ClaimDueAsync(new DueClaim(JobFields.NudgeAt, now, now + ClaimedFor, Batch), cancellationToken);
        // A replace that fails is no matter: the job has just heard something, or another process nudges it.
        await due.EachAsync(seen => NudgeAsync(seen, now, cancellationToken), LogFailed, cancellationToken);
        return due.Count;
    }

    private async Task NudgeAsync(Stored<Job> seen, long now, CancellationToken cancellationToken)
    {
        await changes.TryReplaceAsync(seen, JobRules.Nudge(seen.Body, now), cancellationToken);
        if (seen.Body.Attempts.Any(attempt => JobRules.Owes(seen.Body, attempt)))
            await settlements.SettleAsync(seen.Body, cancellationToken);
    }

    /// <summary>Makes every unsettled job due now: the bus of a single process forgets its messages with the process.</summary>
    public async Task NudgeAllAsync(CancellationToken cancellationToken)
    {
        var now = time.UnixMilliseconds();
        var later = new PageQuery { OrderBy = JobFields.NudgeAt, Descending = false, From = now + 1, Limit = Batch };
        PagePosition? place = null;
        do
        {
            var page = await jobs.PageAsync(later with { After = place }, cancellationToken);
            await page.Items.Where(item => item.Body.CreatedAt <= now).EachAsync(
                seen => changes.TryReplaceAsync(seen, seen.Body with { NudgeAt = now }, cancellationToken), LogFailed, cancellationToken);
            place = page.Next;
        }
        while (place is not null);
    }

    [LoggerMessage(LogLevel.Error, "{JobId} could not ask again; it is tried again")]
    private partial void LogFailed(Exception error, string jobId);
}
