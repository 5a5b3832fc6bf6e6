using ImageGen.Contracts;
using ImageGen.Jobs.Audit;
using ImageGen.Jobs.Changes;
using ImageGen.Jobs.Domain;
using ImageGen.Persistence;
using Microsoft.Extensions.Logging;

namespace ImageGen.Jobs.Purging;

/// <summary>Marks what has been in the trash for as long as it is kept there.</summary>
internal sealed partial class TrashExpiry(
    IDocuments<Job> jobs, JobChanges changes, JobAudit audit, TrashSettings settings, TimeProvider time, ILogger<TrashExpiry> logger)
{
    private const int Batch = 50;
    private const long ClaimedFor = 10 * 60_000;

    /// <returns>How many jobs were due.</returns>
    public async Task<int> RunOnceAsync(CancellationToken cancellationToken)
    {
        if (settings.Kept is not { } kept)
            return 0;
        var cutoff = time.UnixMilliseconds() - (long)kept.TotalMilliseconds;
        var due = await jobs.ClaimDueAsync(new DueClaim(JobFields.TrashedAt, cutoff, cutoff + ClaimedFor, Batch), cancellationToken);
        await due.EachAsync(
            seen => changes.ChangeAsync(seen.Id, (job, now) => Recorded(job, JobRules.PurgeOld(job, cutoff, now)), cancellationToken), LogFailed, cancellationToken);
        return due.Count;
    }

    private Job Recorded(Job seen, Job next)
    {
        if (ReferenceEquals(seen, next))
            return seen;
        if (next.Purge is not null)
            return audit.ByNobody(next, new Deed(AuditActions.JobPurged));
        return seen.Pictures.Zip(next.Pictures)
            .Where(picture => picture.First.PurgingAt is null && picture.Second.PurgingAt is not null)
            .Aggregate(next, (job, picture) => audit.ByNobody(job, new Deed(AuditActions.ImagePurged, Object: picture.Second.IdIn(job))));
    }

    [LoggerMessage(LogLevel.Error, "The time of {JobId} in the trash is over, and it could not be marked; it is tried again")]
    private partial void LogFailed(Exception error, string jobId);
}
