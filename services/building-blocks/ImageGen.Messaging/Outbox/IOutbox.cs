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
}
