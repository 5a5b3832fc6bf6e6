namespace ImageGen.Persistence;

/// <summary>
/// One kind of document. Every write touches one document and is guarded by its version; there are no transactions.
/// A write whose outcome was lost on the way is told from a conflict by the adapter (each write carries an operation id).
/// A document that this version can not read is left out of everything but <see cref="GetAsync"/>; operators see it listed.
/// </summary>
/// <remarks>Any call may throw <see cref="DocumentStoreUnavailableException"/>, any write <see cref="DocumentStoreFullException"/>.</remarks>
public interface IDocuments<T> where T : class
{
    /// <exception cref="UnreadableDocumentException">It is there, and this version can not read it.</exception>
    Task<Stored<T>?> GetAsync(string id, CancellationToken cancellationToken);

    /// <summary>Those of <paramref name="ids"/> that exist, in no particular order.</summary>
    Task<IReadOnlyList<Stored<T>>> GetManyAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken);

    /// <returns>The stored document, or null where its id or one of its unique keys is taken.</returns>
    Task<Stored<T>?> InsertAsync(T body, CancellationToken cancellationToken);

    /// <summary>Replaces exactly the version that was seen.</summary>
    /// <returns>The new state, or null where somebody else was faster: read again and decide again.</returns>
    /// <exception cref="DocumentKeyTakenException">One of its unique keys belongs to another document.</exception>
    Task<Stored<T>?> ReplaceAsync(Stored<T> seen, T next, CancellationToken cancellationToken);

    /// <returns>False where somebody else was faster.</returns>
    Task<bool> DeleteAsync(Stored<T> seen, CancellationToken cancellationToken);

    /// <summary>
    /// Takes up to a number of due documents: pushes their due field and raises their version in the same step, so that
    /// nobody else takes them before it has passed and whoever held an older version loses.
    /// The body keeps the value its last writer decided; only the index field is pushed. One that can not be read is pushed ten minutes.
    /// </summary>
    Task<IReadOnlyList<Stored<T>>> ClaimDueAsync(DueClaim claim, CancellationToken cancellationToken);

    Task<DocumentPage<T>> PageAsync(PageQuery query, CancellationToken cancellationToken);

    /// <summary>Counts the documents whose declared fields equal the given values, up to <paramref name="limit"/>.</summary>
    Task<long> CountAsync(IReadOnlyList<FieldValue> where, int limit, CancellationToken cancellationToken);

    /// <summary>Deletes up to <paramref name="limit"/> documents whose number field is set and below <paramref name="cutoff"/>.</summary>
    /// <returns>How many were deleted.</returns>
    Task<int> DeleteOlderThanAsync(string field, long cutoff, int limit, CancellationToken cancellationToken);
}
