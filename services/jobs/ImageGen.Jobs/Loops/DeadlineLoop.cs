using ImageGen.Jobs.Changes;
using ImageGen.Jobs.Domain;
using ImageGen.Persistence;
using Microsoft.Extensions.Logging;

namespace ImageGen.Jobs.Loops;

/// <summary>Ends jobs whose deadline has passed.</summary>
internal sealed partial class DeadlineLoop(IDocuments<Job> jobs, JobChanges changes, TimeProvider time, ILogger<DeadlineLoop> logger)
{
    private const int Batch = 100;
    private const long ClaimedFor = 30_000;

    /// <returns>How many jobs were due.</returns>
    public async Task<int> RunOnceAsync(CancellationToken cancellationToken)
    {
        var now = time.UnixMilliseconds();
        var due = await jobs.ClaimDueAsync(new DueClaim(JobFields.ExpiresAt, now, now + ClaimedFor, Batch), cancellationToken);
        await due.EachAsync(seen => changes.ChangeAsync(seen.Id, JobRules.Expire, cancellationToken), LogFailed, cancellationToken);
        return due.Count;
    }

    [LoggerMessage(LogLevel.Error, "The deadline of {JobId} could not be kept; it is tried again")]
    private partial void LogFailed(Exception error, string jobId);
}
