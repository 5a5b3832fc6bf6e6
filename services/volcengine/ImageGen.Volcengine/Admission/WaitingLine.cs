using ImageGen.Persistence;
using ImageGen.Volcengine.Tasks;

namespace ImageGen.Volcengine.Admission;

/// <summary>
/// Places in a model's line, fair between owners: each part of an owner stands one step behind the one before it, and nobody
/// starts before the head of the line. So one picture of Ada's goes before the 150th of Ben's, and one that Ben waits for before the
/// 20th of his own that can wait longer. Read from those that wait; what an owner got in the past is forgotten.
/// </summary>
internal sealed class WaitingLine(IDocuments<GenerationTask> documents)
{
    private const long InteractiveStep = 1_000;
    private const long BatchStep = 4_000;

    /// <returns>The ranks of so many new parts.</returns>
    public async Task<IReadOnlyList<long>> JoinAsync(string model, string owner, string priority, int parts, CancellationToken cancellationToken)
    {
        var head = await HeadAsync(model, cancellationToken);
        // Where nobody waits at all, neither does this owner.
        var last = head is null ? null : await RankAsync(
            new PageQuery
            {
                OrderBy = TaskFields.Rank,
                Where = [OfModel(model), new FieldValue(TaskFields.WaitingOwner, TaskFields.LineOf(owner, priority))],
                Limit = 1,
            },
            cancellationToken);
        var start = Math.Max(head ?? 0, last ?? 0);
        var step = priority == GenerationTask.Batch ? BatchStep : InteractiveStep;
        return [.. Enumerable.Range(1, parts).Select(place => start + place * step)];
    }

    /// <summary>
    /// For a part whose turn it was and that started nothing. Ranks begin anew where nobody waits, so its own may be far behind those of
    /// today.
    /// </summary>
    public async Task<long> ReturnAsync(GenerationTask task, CancellationToken cancellationToken) =>
        Math.Min(task.Rank, await HeadAsync(task.Model, cancellationToken) ?? task.Rank);

    /// <summary>For a part that lets the others go first.</summary>
    public async Task<long> GoBehindAsync(GenerationTask task, CancellationToken cancellationToken) =>
        (await JoinAsync(task.Model, task.Owner, task.Priority, 1, cancellationToken))[0];

    private Task<long?> HeadAsync(string model, CancellationToken cancellationToken) => RankAsync(
        new PageQuery { OrderBy = TaskFields.Rank, Where = [OfModel(model)], Descending = false, Limit = 1 }, cancellationToken);

    private async Task<long?> RankAsync(PageQuery query, CancellationToken cancellationToken) =>
        (await documents.PageAsync(query, cancellationToken)).Items is [var task, ..] ? task.Body.Rank : null;

    private static FieldValue OfModel(string model) => new(TaskFields.WaitingModel, model);
}
