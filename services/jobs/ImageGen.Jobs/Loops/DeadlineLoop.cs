using ImageGen.Persistence;

namespace ImageGen.Jobs;

/// <summary>Ends jobs whose deadline has passed.</summary>
internal sealed class DeadlineLoop(IDocuments<Job> jobs, JobChanges changes, TimeProvider time)
{
    private const int Batch = 100;
    private const long ClaimedFor = 30_000;

    /// <returns>How many jobs were due.</returns>
    public async Task<int> RunOnceAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var due = await jobs.ClaimDueAsync(new DueClaim(JobModel.ExpiresAt, now, now + ClaimedFor, Batch), cancellationToken);
        foreach (var seen in due)
            await changes.ChangeAsync(seen.Id, JobRules.Expire, cancellationToken);
        return due.Count;
    }
}
