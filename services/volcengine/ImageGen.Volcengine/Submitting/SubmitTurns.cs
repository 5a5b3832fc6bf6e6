using ImageGen.Catalogue;
using ImageGen.Persistence;
using ImageGen.Volcengine.Limits;
using ImageGen.Volcengine.Providers;
using ImageGen.Volcengine.Tasks;

namespace ImageGen.Volcengine.Submitting;

/// <summary>
/// Chooses who goes next. Each model has a line of its own, so that one without room holds up no other; within a line the lowest
/// rank goes first. No more are taken out of a line than there are places, so nobody is taken out in vain.
/// </summary>
internal sealed class SubmitTurns(
    TaskStore tasks, ModelCatalogue catalogue, ImageProviders providers, Admissions admissions, SubmitWake wake, TimeProvider time)
{
    /// <summary>How long a claimed part is left to its claimer before another process may look at it.</summary>
    private const long ClaimLease = 30_000;

    /// <summary>So often every line is looked at, whoever has called: parts of a process that died wait there.</summary>
    private const long Floor = 2_000;

    /// <summary>Parts that can go nowhere, taken at a time.</summary>
    private const int MostRefused = 32;

    private long lastRound;

    /// <param name="most">No more than so many.</param>
    public async Task<IReadOnlyList<Turn>> TakeAsync(int most, CancellationToken cancellationToken)
    {
        var turns = new List<Turn>();
        foreach (var model in await LinesAsync(cancellationToken))
        {
            if (turns.Count < most)
                turns.AddRange(await TakeAsync(model, most - turns.Count, cancellationToken));
            else
                wake.Now(model.Id);
        }

        return turns;
    }

    private async Task<IReadOnlyList<Turn>> TakeAsync(ModelProfile model, int most, CancellationToken cancellationToken)
    {
        if (providers.For(model) is not { Credentials.Count: > 0 } provider)
            return [.. (await ClaimAsync(model, Math.Min(most, MostRefused), cancellationToken)).Select(task => new Turn(task, Opening: null))];
        var openings = await admissions.FindAsync(provider, model, most, cancellationToken);
        IReadOnlyList<Stored<GenerationTask>> claimed = [];
        try
        {
            claimed = openings.Count == 0 ? [] : await ClaimAsync(model, openings.Count, cancellationToken);
            return [.. claimed.Zip(openings, (task, opening) => new Turn(task, opening))];
        }
        finally
        {
            foreach (var unused in openings.Skip(claimed.Count))
                unused.Dispose();
            wake.Waits(model.Id, claimed.Count == openings.Count);
        }
    }

    private Task<IReadOnlyList<Stored<GenerationTask>>> ClaimAsync(ModelProfile model, int most, CancellationToken cancellationToken)
    {
        var now = Now();
        return tasks.Documents.ClaimDueAsync(
            new DueClaim(TaskDocuments.ReadyAt, now, now + ClaimLease, most, TaskDocuments.Rank)
            {
                Where = [new FieldValue(TaskDocuments.WaitingModel, model.Id)],
            },
            cancellationToken);
    }

    /// <returns>The models whose lines have moved; every model now and then, where anything waits at all.</returns>
    private async Task<IEnumerable<ModelProfile>> LinesAsync(CancellationToken cancellationToken)
    {
        var now = Now();
        var moved = wake.TakeModels();
        if (moved.Count > 0 && now < lastRound + Floor)
            return moved.Select(id => catalogue.TryGet(id, out var model) ? model : null).OfType<ModelProfile>();
        lastRound = now;
        var due = new PageQuery { OrderBy = TaskDocuments.ReadyAt, Descending = false, To = now, Limit = 1 };
        return (await tasks.Documents.PageAsync(due, cancellationToken)).Items.Count == 0 ? [] : catalogue.All;
    }

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();
}
