using ImageGen.Catalogue;
using ImageGen.Jobs.Domain;
using ImageGen.Jobs.Views;
using ImageGen.Persistence;

namespace ImageGen.Jobs.Get;

/// <summary>
/// Where a job stands among all that wait. Everybody who watches a queue asks again and again, so the queue is read once a second, and
/// only its first part is counted exactly.
/// </summary>
internal sealed class QueueEstimator(IDocuments<Job> jobs, ModelCatalogue catalogue, TimeProvider time)
{
    private const int Exact = 200;
    private const int MaxCount = 10_000;
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private Task<Snapshot>? current;
    private DateTimeOffset freshUntil;

    /// <returns>Null where the job does not wait.</returns>
    public async Task<JobQueueResponse?> PlaceOfAsync(JobResponse job, CancellationToken cancellationToken)
    {
        if (job.Status != JobStatus.Queued)
            return null;
        var queue = await Current().WaitAsync(cancellationToken);
        var accepted = new DateTimeOffset(job.CreatedAt).ToUnixTimeMilliseconds();
        var before = queue.First.Count(created => created < accepted);
        var position = 1 + (before < Exact ? before : (int)Math.Max(Exact, queue.Waiting - 1));
        var rounds = Math.Ceiling((double)position / Math.Max(1, queue.Running));
        var typical = catalogue.TryGet(job.Model, out var model) ? model.TypicalSeconds : 0;
        return new JobQueueResponse(position, (int)Math.Ceiling(rounds * typical));
    }

    private Task<Snapshot> Current()
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            if (current is null || now >= freshUntil || current.IsFaulted)
            {
                current = ReadAsync();
                freshUntil = now + Freshness;
            }
            return current;
        }
    }

    private async Task<Snapshot> ReadAsync()
    {
        FieldValue queued = new(JobFields.Status, JobFields.NameOf(JobStatus.Queued));
        var first = await jobs.PageAsync(
            new PageQuery { OrderBy = JobFields.CreatedAt, Descending = false, Where = [queued], Limit = Exact }, CancellationToken.None);
        var waiting = first.Next is null ? first.Items.Count : await jobs.CountAsync([queued], MaxCount, CancellationToken.None);
        var running = await jobs.CountAsync([new(JobFields.Status, JobFields.NameOf(JobStatus.Running))], MaxCount, CancellationToken.None);
        return new Snapshot([.. first.Items.Select(item => item.Body.CreatedAt)], waiting, running);
    }

    private sealed record Snapshot(long[] First, long Waiting, long Running);
}
