using ImageGen.Persistence;

namespace ImageGen.Messaging.Outbox;

/// <summary>
/// Saves documents that carry messages. The save takes the dispatch lease in the same write and hands the document to the
/// dispatcher at once; another dispatcher comes only when that lease has passed. Sending twice is harmless by design.
/// </summary>
public interface IOutbox<T> where T : class, IOutboxDocument<T>
{
    /// <returns>The stored document, or null where its id or a unique key is taken.</returns>
    Task<Stored<T>?> InsertAsync(T body, CancellationToken cancellationToken);

    /// <returns>The new state, or null where somebody else was faster.</returns>
    Task<Stored<T>?> ReplaceAsync(Stored<T> seen, T next, CancellationToken cancellationToken);

    /// <summary>
    /// Deletes a document. What it carries, and what there is to say of its end, is sent before: afterwards nothing would keep it. Somebody
    /// who dies in between, or is not the fastest, has said it all the same.
    /// </summary>
    /// <returns>False where somebody else was faster.</returns>
    /// <exception cref="MessageNotSentException">Nothing is deleted.</exception>
    Task<bool> DeleteAsync(Stored<T> seen, IReadOnlyList<OutboxEntry> last, CancellationToken cancellationToken);
}
