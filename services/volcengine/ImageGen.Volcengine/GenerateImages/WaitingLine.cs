using ImageGen.Contracts;
using ImageGen.Persistence;
using ImageGen.Volcengine.Tasks;

namespace ImageGen.Volcengine.GenerateImages;

/// <summary>
/// Places in a model's line, fair between owners: each part of an owner stands one step behind the one before it, and nobody
/// starts before the head of the line. So one picture of Ada's goes before the 150th of Ben's. Read from those that wait; what an
/// owner got in the past is forgotten.
/// </summary>
internal sealed class WaitingLine(IDocuments<GenerationTask> documents)
{
    private const long InteractiveStep = 1_000;
    private const long BatchStep = 4_000;

    public async Task<IReadOnlyList<long>> JoinAsync(GenerateImage command, int parts, CancellationToken cancellationToken)
    {
        var ofModel = new FieldValue(TaskDocuments.WaitingModel, command.Request.Model);
        var head = await RankAsync(
            new PageQuery { OrderBy = TaskDocuments.Rank, Where = [ofModel], Descending = false, Limit = 1 }, cancellationToken);
        // Where nobody waits at all, neither does this owner.
        var last = head is null ? null : await RankAsync(
            new PageQuery { OrderBy = TaskDocuments.Rank, Where = [ofModel, new FieldValue(TaskDocuments.WaitingOwner, command.Owner)], Limit = 1 },
            cancellationToken);
        var start = Math.Max(head ?? 0, last ?? 0);
        var step = command.Priority == "batch" ? BatchStep : InteractiveStep;
        return [.. Enumerable.Range(1, parts).Select(place => start + place * step)];
    }

    private async Task<long?> RankAsync(PageQuery query, CancellationToken cancellationToken) =>
        (await documents.PageAsync(query, cancellationToken)).Items is [var task, ..] ? task.Body.Rank : null;
}
