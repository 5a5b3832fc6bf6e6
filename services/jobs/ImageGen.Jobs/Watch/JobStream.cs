using ImageGen.Catalogue;
using ImageGen.Jobs.Domain;
using ImageGen.Jobs.Get;
using ImageGen.Jobs.Views;
using ImageGen.Persistence;

namespace ImageGen.Jobs.Watch;

/// <summary>
/// One reader's stream of snapshots. The order is subscribe, replay, flush what was buffered meanwhile: so nothing falls between, and
/// of each job no version goes back.
/// </summary>
internal sealed class JobStream(
    JobSubscription subscription, ChangeFeed feed, QueueEstimator queue, EventWriter writer, TimeProvider time,
    string owner, string? jobId, Language language)
{
    // Two pages of the list: whoever opens streams again and again gets no more for it than by asking for that.
    private const int MaxReplay = 200;
    private const int MaxSeen = 20_000;

    // Proxies cut what is silent; and hints may be lost, so the store is read again as often.
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(15);

    private readonly Dictionary<string, (long Version, long ChangedAt)> seen = [];
    private long cursor;

    /// <param name="lastEventId">The reader's cursor, or null where it comes for the first time.</param>
    /// <param name="cancellationToken">The reader is gone, or the process stops.</param>
    public async Task RunAsync(long? lastEventId, CancellationToken cancellationToken)
    {
        cursor = lastEventId ?? time.UnixMilliseconds();
        await writer.OpenAsync(cursor, cancellationToken);
        if (lastEventId is null && jobId is null)
            await SendAllAsync(feed.OpenAsync(owner, cancellationToken), cancellationToken);
        else
            await RescanAsync(cancellationToken);
        var tick = time.GetUtcNow() + Tick;
        while (true)
        {
            await FlushAsync(cancellationToken);
            var left = tick - time.GetUtcNow();
            if (left <= TimeSpan.Zero)
            {
                await writer.PingAsync(cancellationToken);
                await RescanAsync(cancellationToken);
                tick = time.GetUtcNow() + Tick;
                continue;
            }
            await subscription.WaitAsync(left, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        var rescan = false;
        while (subscription.TryRead(out var snapshot))
        {
            if (snapshot is null)
                rescan = true;
            else
                await SendAsync(snapshot, cancellationToken);
        }
        if (subscription.TakeOverflow())
            await ResetAsync(cancellationToken);
        if (rescan)
            await RescanAsync(cancellationToken);
    }

    private async Task RescanAsync(CancellationToken cancellationToken)
    {
        if (jobId is null)
            await SendAllAsync(feed.SinceAsync(owner, cursor, cancellationToken), cancellationToken);
        else if (await feed.OneAsync(jobId, cancellationToken) is { } job && IsNew(job.Id, job.Revision))
            await SendAsync(JobSnapshot.Of(job), cancellationToken);
    }

    /// <summary>Sends what is new. Where that is too much, the reader fetches everything anew, and so has seen the rest.</summary>
    private async Task SendAllAsync(IAsyncEnumerable<Job> jobs, CancellationToken cancellationToken)
    {
        var count = 0;
        await foreach (var job in jobs)
        {
            if (!IsNew(job.Id, job.Revision))
                continue;
            if (++count <= MaxReplay)
                await SendAsync(JobSnapshot.Of(job), cancellationToken);
            else
                Remember(job.Id, job.Revision, job.ChangedAt);
        }
        if (count > MaxReplay)
            await ResetAsync(cancellationToken);
    }

    private async Task SendAsync(JobSnapshot snapshot, CancellationToken cancellationToken)
    {
        if (!IsNew(snapshot.Id, snapshot.Version))
            return;
        Remember(snapshot.Id, snapshot.Version, snapshot.ChangedAt);
        cursor = Math.Max(cursor, snapshot.ChangedAt);
        var place = snapshot.Job is { } job ? await queue.PlaceOfAsync(job, cancellationToken) : null;
        await writer.JobAsync(cursor, snapshot.Json(language, place), cancellationToken);
    }

    private bool IsNew(string id, long version) => !seen.TryGetValue(id, out var known) || known.Version < version;

    private void Remember(string id, long version, long changedAt)
    {
        // Readers drop older versions themselves, so forgetting costs a repetition and nothing else. What is not looked at again goes first.
        if (seen.Count >= MaxSeen)
        {
            foreach (var (old, _) in seen.Where(known => known.Value.ChangedAt < cursor - ChangeFeed.Overlap))
                seen.Remove(old);
        }
        if (seen.Count >= MaxSeen)
            seen.Clear();
        seen[id] = (version, changedAt);
    }

    private Task ResetAsync(CancellationToken cancellationToken)
    {
        cursor = Math.Max(cursor, time.UnixMilliseconds());
        return writer.ResetAsync(cursor, cancellationToken);
    }
}
