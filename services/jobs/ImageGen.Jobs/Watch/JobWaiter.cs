using ImageGen.Jobs.Domain;
using ImageGen.Persistence;
using Microsoft.Extensions.Hosting;

namespace ImageGen.Jobs.Watch;

/// <summary>Waits for the end of a job for a caller who would rather have one answer than poll.</summary>
internal sealed class JobWaiter(IDocuments<Job> jobs, JobHub hub, TimeProvider time, IHostApplicationLifetime lifetime)
{
    // Hints may be lost, so the store is read at least so often.
    private static readonly TimeSpan Floor = TimeSpan.FromSeconds(1);

    /// <returns>The job when it ended or when it waits for a person, else as it is after the time or when the process stops.</returns>
    public async Task<Job> WaitAsync(Job job, TimeSpan atMost, CancellationToken cancellationToken)
    {
        using var subscription = hub.Subscribe(job.Owner, job.Id);
        var stopping = lifetime.ApplicationStopping;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stopping);
        var until = time.GetUtcNow() + atMost;
        while (true)
        {
            job = (await jobs.GetAsync(job.Id, cancellationToken))?.Body ?? job;
            var left = until - time.GetUtcNow();
            if (job.Ended || job.Status == JobStatus.NeedsAttention || left <= TimeSpan.Zero || stopping.IsCancellationRequested)
                return job;
            // The caller gets what there is also at a stop, which waits for nobody's job.
            await subscription.WaitAsync(left < Floor ? left : Floor, ended.Token);
            while (subscription.TryRead(out _))
            {
                // Only the wake-up counts: the store is read for the state.
            }
        }
    }
}
