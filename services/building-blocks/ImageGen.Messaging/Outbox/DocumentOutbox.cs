using ImageGen.Persistence;

namespace ImageGen.Messaging.Outbox;

/// <inheritdoc />
public sealed class DocumentOutbox<T>(IDocuments<T> documents, IMessagePublisher publisher, OutboxQueue<T> queue, TimeProvider time) : IOutbox<T>
    where T : class, IOutboxDocument<T>
{
    public async Task<Stored<T>?> InsertAsync(T body, CancellationToken cancellationToken) =>
        HandOver(await documents.InsertAsync(Leased(body), cancellationToken));

    public async Task<Stored<T>?> ReplaceAsync(Stored<T> seen, T next, CancellationToken cancellationToken) =>
        HandOver(await documents.ReplaceAsync(seen, Leased(next), cancellationToken));

    public async Task<bool> DeleteAsync(Stored<T> seen, IReadOnlyList<OutboxEntry> last, CancellationToken cancellationToken)
    {
        foreach (var entry in seen.Body.Outbox.Concat(last).Where(entry => !queue.Sent.Contains(entry.Id)))
        {
            await publisher.PublishAsync(entry, cancellationToken);
            queue.Sent.Add(entry.Id);
        }

        return await documents.DeleteAsync(seen, cancellationToken);
    }

    /// <summary>Takes the dispatch lease. Entries sent since the document was read leave with this write: that saves a removal.</summary>
    private T Leased(T body)
    {
        var unsent = body.Outbox.Where(entry => !queue.Sent.Contains(entry.Id)).ToList();
        var due = OutboxRules.DueAfterSave(unsent, time.UnixMilliseconds());
        return unsent.Count == body.Outbox.Count && due == body.OutboxDue ? body : body.WithOutbox(unsent, due);
    }

    private Stored<T>? HandOver(Stored<T>? stored)
    {
        var now = time.UnixMilliseconds();
        if (stored is not null && stored.Body.Outbox.Any(entry => entry.IsDue(now)))
        {
            queue.Offer(stored);
        }

        return stored;
    }
}
