using ImageGen.Persistence;
using ImageGen.Volcengine.Tasks;

namespace ImageGen.KilledWorker;

/// <summary>
/// The worker's store, each of whose writes may be the last thing it does. A write is named by the kind of call and by what it changes:
/// <c>visual Ready&gt;Submitting</c>, <c>group arrived</c> (one more picture), <c>ark told</c> (facts have left the outbox).
/// </summary>
internal sealed class KilledDocuments(IDocuments<GenerationTask> inner, KillPoint point) : IDocuments<GenerationTask>
{
    public Task<Stored<GenerationTask>?> GetAsync(string id, CancellationToken cancellationToken) => inner.GetAsync(id, cancellationToken);

    public Task<IReadOnlyList<Stored<GenerationTask>>> GetManyAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken) =>
        inner.GetManyAsync(ids, cancellationToken);

    public Task<Stored<GenerationTask>?> InsertAsync(GenerationTask body, CancellationToken cancellationToken) =>
        point.PassAsync(KindOf(body) + " insert", () => inner.InsertAsync(body, cancellationToken));

    public Task<Stored<GenerationTask>?> ReplaceAsync(Stored<GenerationTask> seen, GenerationTask next, CancellationToken cancellationToken) =>
        point.PassAsync($"{KindOf(next)} {ChangeOf(seen.Body, next)}", () => inner.ReplaceAsync(seen, next, cancellationToken));

    public Task<bool> DeleteAsync(Stored<GenerationTask> seen, CancellationToken cancellationToken) => inner.DeleteAsync(seen, cancellationToken);

    public async Task<IReadOnlyList<Stored<GenerationTask>>> ClaimDueAsync(DueClaim claim, CancellationToken cancellationToken)
    {
        var claimed = await inner.ClaimDueAsync(claim, cancellationToken);
        // A look at nothing is no step.
        return claimed.Count == 0 ? claimed : await point.PassAsync("claim " + claim.DueField, () => Task.FromResult(claimed));
    }

    public Task<DocumentPage<GenerationTask>> PageAsync(PageQuery query, CancellationToken cancellationToken) => inner.PageAsync(query, cancellationToken);

    public Task<long> CountAsync(IReadOnlyList<FieldValue> where, int limit, CancellationToken cancellationToken) =>
        inner.CountAsync(where, limit, cancellationToken);

    public Task<int> DeleteOlderThanAsync(string field, long cutoff, int limit, CancellationToken cancellationToken) =>
        inner.DeleteOlderThanAsync(field, cutoff, limit, cancellationToken);

    private static string KindOf(GenerationTask task) =>
        !task.Model.StartsWith("seedream", StringComparison.Ordinal) ? "visual" : task.Indices.Count > 1 ? "group" : "ark";

    private static string ChangeOf(GenerationTask seen, GenerationTask next) => next switch
    {
        _ when seen.State != next.State => $"{seen.State}>{next.State}",
        { Result: { } result } when result.Images.Count > (seen.Result?.Images.Count ?? 0) => "arrived",
        _ when next.Outbox.Count < seen.Outbox.Count => "told",
        _ => "changed",
    };
}
