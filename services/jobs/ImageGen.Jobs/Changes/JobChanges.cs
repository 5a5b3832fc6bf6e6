using ImageGen.Jobs.Domain;
using ImageGen.Jobs.Quotas;
using ImageGen.Jobs.Views;
using ImageGen.Messaging;
using ImageGen.Messaging.Outbox;
using ImageGen.Persistence;

namespace ImageGen.Jobs.Changes;

/// <summary>The one way a job is changed: read, decide, replace what was read; and tell those who watch.</summary>
internal sealed class JobChanges(IDocuments<Job> jobs, IOutbox<Job> outbox, IMessagePublisher publisher, Settlements settlements, TimeProvider time)
{
    /// <param name="rule">Takes the job and the time in Unix milliseconds; returns the same job to change nothing. May run several times.</param>
    /// <returns>The job as it is now, or null where there is none.</returns>
    /// <exception cref="DocumentContendedException">Somebody else was faster each time.</exception>
    public async Task<Job?> ChangeAsync(string id, Func<Job, long, Job> rule, CancellationToken cancellationToken) =>
        (await jobs.ChangeAsync(id, job => rule(job, time.UnixMilliseconds()), TryReplaceAsync, cancellationToken)).Now?.Body;

    /// <returns>The new state, or null where somebody else was faster.</returns>
    public async Task<Stored<Job>?> TryReplaceAsync(Stored<Job> seen, Job next, CancellationToken cancellationToken)
    {
        if (await outbox.ReplaceAsync(seen, next, cancellationToken) is not { } stored)
            return null;
        if (next.Revision != seen.Body.Revision && next.IsThere)
            Announce(stored.Body);
        // Not awaited either: what it costs is noted behind the change, and found again where that fails.
        if (Settlements.Concerns(seen.Body, stored.Body))
            _ = settlements.TrySettleAsync(stored.Body);
        return stored;
    }

    /// <returns>The job, or null where its id is taken.</returns>
    public async Task<Job?> TryInsertAsync(Job job, CancellationToken cancellationToken)
    {
        if (await outbox.InsertAsync(job, cancellationToken) is not { } stored)
            return null;
        Announce(stored.Body);
        return stored.Body;
    }

    /// <summary>Tells every instance what the job looks like now. A hint: whoever misses it finds the change in the store.</summary>
    // Not awaited: it never throws, and nobody's request or fact should wait for a broker's confirmation of a hint.
    private void Announce(Job job) => _ = publisher.PublishHintAsync(JobSnapshot.HintOf(job), CancellationToken.None);
}
