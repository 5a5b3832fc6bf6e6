using ImageGen.Persistence;

namespace ImageGen.LifeOfAJob.Tests.Simulation;

/// <summary>A collection as one flow of one process sees it: each call is a step.</summary>
/// <param name="seam">Takes flow, body before and body after; returns what is really written, or null to only pretend. Tests break the protocol here.</param>
/// <param name="silent">What of a body that was not written says nothing to anybody.</param>
internal sealed class SimulatedDocuments<T>(
    SimulatedStore<T> store, SimulatedProcess process, string flow, Func<string, T?, T, T?>? seam = null, Func<T, T>? silent = null)
    : IDocuments<T> where T : class
{
    public Task<Stored<T>?> GetAsync(string id, CancellationToken cancellationToken) => Step($"get {id}", () => store.Get(id));

    public Task<IReadOnlyList<Stored<T>>> GetManyAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken) =>
        Step("get many", () => store.GetMany(ids));

    public Task<Stored<T>?> InsertAsync(T body, CancellationToken cancellationToken) => Step($"insert {store.IdOf(body)}", () => Through(null, body) is { } real
        ? store.Insert(real)
        : new Stored<T>(store.IdOf(body), 1, Silent(body)));

    public Task<Stored<T>?> ReplaceAsync(Stored<T> seen, T next, CancellationToken cancellationToken) => Step($"replace {seen.Id}", () => Through(seen.Body, next) is { } real
        ? store.Replace(seen, real)
        : seen with { Body = Silent(seen.Body) });

    public Task<bool> DeleteAsync(Stored<T> seen, CancellationToken cancellationToken) => Step($"delete {seen.Id}", () => store.Delete(seen));

    public Task<IReadOnlyList<Stored<T>>> ClaimDueAsync(DueClaim claim, CancellationToken cancellationToken) =>
        Step($"claim {claim.DueField}", () => store.ClaimDue(claim));

    public Task<DocumentPage<T>> PageAsync(PageQuery query, CancellationToken cancellationToken) => Step("page", () => store.Page(query));

    public Task<long> CountAsync(IReadOnlyList<FieldValue> where, int limit, CancellationToken cancellationToken) =>
        Step("count", () => store.Count(where, limit));

    public Task<int> DeleteOlderThanAsync(string field, long cutoff, int limit, CancellationToken cancellationToken) =>
        Step("delete older", () => store.DeleteOlderThan(field, cutoff, limit));

    private T Silent(T body) => silent is null ? body : silent(body);

    private T? Through(T? seen, T next) => seam is null ? next : seam(flow, seen, next);

    private Task<TResult> Step<TResult>(string what, Func<TResult> effect) =>
        process.Step(flow, $"{store.Name}.{what}", effect, static () => new InjectedFaultException("The store did not answer."));
}
