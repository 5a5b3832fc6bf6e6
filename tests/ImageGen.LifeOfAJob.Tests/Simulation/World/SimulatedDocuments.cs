using ImageGen.LifeOfAJob.Tests.Simulation.Faults;
using ImageGen.LifeOfAJob.Tests.Simulation.Processes;
using ImageGen.Persistence;

namespace ImageGen.LifeOfAJob.Tests.Simulation.World;

/// <summary>A collection as one process sees it: each call is a step, but those that find nothing due cost no time.</summary>
/// <param name="seam">Takes flow, body before and body after; returns what is really written, or null to only pretend. Tests break the protocol here.</param>
/// <param name="silent">What of a body that was not written says nothing to anybody.</param>
internal sealed class SimulatedDocuments<T>(
    Life life, SimulatedStore<T> store, SimulatedProcess process, Func<string, T?, T, T?>? seam = null, Func<T, T>? silent = null)
    : IDocuments<T> where T : class
{
    public Task<Stored<T>?> GetAsync(string id, CancellationToken cancellationToken) => StepAsync($"get {Shown(id)}", () => store.Get(id), cancellationToken);

    public Task<IReadOnlyList<Stored<T>>> GetManyAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken) =>
        StepAsync("get many", () => store.GetMany(ids), cancellationToken);

    public Task<Stored<T>?> InsertAsync(T body, CancellationToken cancellationToken)
    {
        var flow = Flow.Name;
        return StepAsync($"insert {Shown(store.IdOf(body))}", () => Through(flow, null, body) is { } real
            ? store.Insert(real)
            : new Stored<T>(store.IdOf(body), 1, Silent(body)), cancellationToken);
    }

    public Task<Stored<T>?> ReplaceAsync(Stored<T> seen, T next, CancellationToken cancellationToken)
    {
        var flow = Flow.Name;
        return StepAsync($"replace {Shown(seen.Id)}", () => Through(flow, seen.Body, next) is { } real
            ? store.Replace(seen, real)
            : seen with { Body = Silent(seen.Body) }, cancellationToken);
    }

    public Task<bool> DeleteAsync(Stored<T> seen, CancellationToken cancellationToken) => StepAsync($"delete {Shown(seen.Id)}", () => store.Delete(seen), cancellationToken);

    public Task<IReadOnlyList<Stored<T>>> ClaimDueAsync(DueClaim claim, CancellationToken cancellationToken) =>
        IsQuiet(claim.DueField) && (!store.HasDue(claim) || life.Plan.Flaw?.Claims(claim.DueField) == false)
            ? Task.FromResult<IReadOnlyList<Stored<T>>>([])
            : StepAsync($"claim {claim.DueField}", () => store.ClaimDue(claim), cancellationToken);

    public Task<DocumentPage<T>> PageAsync(PageQuery query, CancellationToken cancellationToken)
    {
        // The dispatcher of outboxes measures the oldest entry each second: nothing follows from it.
        var measures = Flow.Name == "OutboxService" && query.Limit == 1;
        return IsQuiet(query.OrderBy) && store.Page(query) is var page && (page.Items.Count == 0 || measures)
            ? Task.FromResult(page)
            : StepAsync("page", () => store.Page(query), cancellationToken);
    }

    public Task<long> CountAsync(IReadOnlyList<FieldValue> where, int limit, CancellationToken cancellationToken) =>
        StepAsync("count", () => store.CountOf(where, limit), cancellationToken);

    public Task<int> DeleteOlderThanAsync(string field, long cutoff, int limit, CancellationToken cancellationToken)
    {
        if (IsAway || store.HasOlder(field, cutoff))
            return StepAsync("delete older", () => store.DeleteOlderThan(field, cutoff, limit), cancellationToken);
        if (life.Pass is { } pass)
            pass.OnlyRepeats = true;
        return Task.FromResult(0);
    }

    private bool IsAway => life.Weather.Is(Place.Documents, process);

    /// <summary>Notes where was looked; what finds nothing is over at once, unless the store is away.</summary>
    private bool IsQuiet(string field)
    {
        life.Pass?.Looked.Add(new Watch(store, field));
        return !IsAway;
    }

    /// <summary>Some ids are drawn; a trace is the same each time.</summary>
    private string Shown(string id) => store.Name is "provider_opinions" ? process.Name : id;

    private T Silent(T body) => silent is null ? body : silent(body);

    private T? Through(string flow, T? seen, T next) => seam is null ? next : seam(flow, seen, next);

    private Task<TResult> StepAsync<TResult>(string what, Func<TResult> effect, CancellationToken cancellationToken) => process.StepAsync(
        $"{store.Name}.{what}", life.Latency.OfStore(IsAway), effect, static () => new StoreAwayException(), Place.Documents, cancellationToken);
}
