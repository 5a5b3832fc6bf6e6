using ImageGen.Persistence;

namespace ImageGen.Messaging.Tests.Outbox;

/// <summary>Counts the writes of one process and lets a test come between any two steps.</summary>
internal sealed class CountingDocuments(IDocuments<Parcel> inner) : IDocuments<Parcel>
{
    private int writes;

    /// <summary>Inserts and replaces that took effect.</summary>
    public int Writes => Volatile.Read(ref writes);

    public Func<Task> BeforeReplace { get; set; } = () => Task.CompletedTask;

    public async Task<Stored<Parcel>?> InsertAsync(Parcel body, CancellationToken cancellationToken) =>
        Counted(await inner.InsertAsync(body, cancellationToken));

    public async Task<Stored<Parcel>?> ReplaceAsync(Stored<Parcel> seen, Parcel next, CancellationToken cancellationToken)
    {
        await BeforeReplace();
        return Counted(await inner.ReplaceAsync(seen, next, cancellationToken));
    }

    public Task<Stored<Parcel>?> GetAsync(string id, CancellationToken cancellationToken) => inner.GetAsync(id, cancellationToken);

    public Task<IReadOnlyList<Stored<Parcel>>> GetManyAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken) =>
        inner.GetManyAsync(ids, cancellationToken);

    public Task<bool> DeleteAsync(Stored<Parcel> seen, CancellationToken cancellationToken) => inner.DeleteAsync(seen, cancellationToken);

    public Task<IReadOnlyList<Stored<Parcel>>> ClaimDueAsync(DueClaim claim, CancellationToken cancellationToken) =>
        inner.ClaimDueAsync(claim, cancellationToken);

    public Task<DocumentPage<Parcel>> PageAsync(PageQuery query, CancellationToken cancellationToken) =>
        inner.PageAsync(query, cancellationToken);

    public Task<long> CountAsync(IReadOnlyList<FieldValue> where, int limit, CancellationToken cancellationToken) =>
        inner.CountAsync(where, limit, cancellationToken);

    public Task<int> DeleteOlderThanAsync(string field, long cutoff, int limit, CancellationToken cancellationToken) =>
        inner.DeleteOlderThanAsync(field, cutoff, limit, cancellationToken);

    private Stored<Parcel>? Counted(Stored<Parcel>? stored)
    {
        if (stored is not null) Interlocked.Increment(ref writes);
        return stored;
    }
}
