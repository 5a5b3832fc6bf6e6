using ImageGen.Jobs.Domain;
using ImageGen.Persistence;

namespace ImageGen.Jobs.Purging;

/// <summary>Forgets the ids of jobs that have gone for good, after as long as Storage remembers their pictures: nobody speaks of them any more.</summary>
internal sealed class MarkPurge(IDocuments<Job> jobs, TimeProvider time)
{
    private const int Batch = 1000;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <returns>How many were forgotten.</returns>
    public Task<int> RunOnceAsync(CancellationToken cancellationToken) =>
        jobs.DeleteOlderThanAsync(JobFields.PurgedAt, (time.GetUtcNow() - Kept).ToUnixTimeMilliseconds(), Batch, cancellationToken);
}
