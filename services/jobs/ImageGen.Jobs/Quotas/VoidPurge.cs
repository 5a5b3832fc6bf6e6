using ImageGen.Jobs.Domain;
using ImageGen.Persistence;

namespace ImageGen.Jobs.Quotas;

/// <summary>Forgets ids that were kept from being used, after a week: no request sleeps so long.</summary>
internal sealed class VoidPurge(IDocuments<Job> jobs, TimeProvider time)
{
    private const int Batch = 1000;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    /// <returns>How many were forgotten.</returns>
    public Task<int> RunOnceAsync(CancellationToken cancellationToken) =>
        jobs.DeleteOlderThanAsync(JobFields.VoidedAt, (time.GetUtcNow() - Kept).ToUnixTimeMilliseconds(), Batch, cancellationToken);
}
