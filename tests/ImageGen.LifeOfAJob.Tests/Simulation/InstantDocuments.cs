using ImageGen.Persistence;

namespace ImageGen.LifeOfAJob.Tests.Simulation;

/// <summary>A collection whose calls are no steps: for what may be lost or late without harm, so that lives are not spent on it.</summary>
internal sealed class InstantDocuments<T>(SimulatedStore<T> store) : IDocuments<T> where T : class
{
    public Task<Stored<T>?> GetAsync(string id, CancellationToken cancellationToken) => Task.FromResult(store.Get(id));

    public Task<IReadOnlyList<Stored<T>>> GetManyAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken) =>
        Task.FromResult(store.GetMany(ids));

    public Task<Stored<T>?> InsertAsync(T body, CancellationToken cancellationToken) => Task.FromResult(store.Insert(body));

    public Task<Stored<T>?> ReplaceAsync(Stored<T> seen, T next, CancellationToken cancellationToken) => Task.FromResult(store.Replace(seen, next));

    public Task<bool> DeleteAsync(Stored<T> seen, CancellationToken cancellationToken) => Task.FromResult(store.Delete(seen));

    public Task<IReadOnlyList<Stored<T>>> ClaimDueAsync(DueClaim claim, CancellationToken cancellationToken) => Task.FromResult(store.ClaimDue(claim));

    public Task<DocumentPage<T>> PageAsync(PageQuery query, CancellationToken cancellationToken) => Task.FromResult(store.Page(query));

    public Task<long> CountAsync(IReadOnlyList<FieldValue> where, int limit, CancellationToken cancellationToken) =>
        Task.FromResult(store.Count(where, limit));

    public Task<int> DeleteOlderThanAsync(string field, long cutoff, int limit, CancellationToken cancellationToken) =>
        Task.FromResult(store.DeleteOlderThan(field, cutoff, limit));
}
