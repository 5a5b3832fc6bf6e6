using ImageGen.Catalogue;
using ImageGen.Persistence;
using ImageGen.Volcengine.Admission;
using ImageGen.Volcengine.Apis;
using ImageGen.Volcengine.Tasks;
using Microsoft.Extensions.Logging;

namespace ImageGen.Volcengine.Submitting;

/// <summary>
/// Chooses who goes next. Each model has a line of its own, so that one without room, or one that fails, holds up no other; within a line
/// the lowest rank goes first. No more are taken out of a line than there are places, so nobody is taken out in vain. Lines that this
/// worker can not serve are left to those that can.
/// </summary>
internal sealed partial class SubmitTurns(
    TaskStore tasks,
    ModelCatalogue catalogue,
    ProviderApiIndex apis,
    Admissions admissions,
    Restores restores,
    SubmitWake wake,
    TimeProvider time,
    ILogger<SubmitTurns> log)
{
    /// <summary>So often every line is looked at, whoever has called: parts of a process that died wait there.</summary>
    private const long Floor = 2_000;

    private long lastRound;

    /// <param name="most">No more than so many.</param>
    /// <returns>The caller's to dispose of.</returns>
    public async Task<IReadOnlyList<Turn>> TakeAsync(int most, CancellationToken cancellationToken)
    {
        await restores.SettledAsync(cancellationToken);
        var turns = new List<Turn>();
        foreach (var model in await LinesAsync(cancellationToken))
        {
            if (turns.Count >= most)
            {
                wake.Now(model.Id);
                continue;
            }

            try
            {
                await TakeAsync(model, most - turns.Count, turns, cancellationToken);
            }
            catch (Exception error)
            {
                // What was taken before is in good hands, also at a stop.
                if (cancellationToken.IsCancellationRequested)
                    break;
                LogLineFailed(error, model.Id);
            }
        }

        return await OneTrialOfEachAsync(turns);
    }

    private async Task TakeAsync(ModelProfile model, int most, List<Turn> turns, CancellationToken cancellationToken)
    {
        if (apis.For(model) is not { Accounts.Count: > 0 } api)
            return;
        using var openings = await admissions.FindAsync(api, model, most, cancellationToken);
        var claims = openings.Count == 0 ? [] : await ClaimAsync(model, openings.Count, cancellationToken);
        turns.AddRange(claims.Select(claim => new Turn(claim, openings.Take())));
        wake.Waits(model.Id, claims.Count == openings.Count);
        if (turns.Find(turn => turn.Opening.Model == model && IsLastToTry(turn)) is { } last)
            await SwapAsync(last, turns, cancellationToken);
    }

    private async Task<IReadOnlyList<Claim>> ClaimAsync(ModelProfile model, int most, CancellationToken cancellationToken)
    {
        var now = time.UnixMilliseconds();
        var claimed = await tasks.Documents.ClaimDueAsync(
            new DueClaim(TaskFields.ReadyAt, now, now + Claim.Lease, most, TaskFields.Rank)
            {
                Where = [new FieldValue(TaskFields.WaitingModel, model.Id)],
            },
            cancellationToken);
        return [.. claimed.Select(task => new Claim(task, tasks, time))];
    }

    /// <summary>The part that failed last does not try whether the provider is back while another of its line waits.</summary>
    private async Task SwapAsync(Turn last, List<Turn> turns, CancellationToken cancellationToken)
    {
        if (await ClaimAsync(last.Opening.Model, 1, cancellationToken) is not [var other])
            return;
        turns[turns.IndexOf(last)] = last with { Claim = other };
        await ReturnAsync(last.Claim);
    }

    /// <summary>One submission is enough to see whether an account can be used again: nor is it the one that failed last where there is another.</summary>
    private async Task<IReadOnlyList<Turn>> OneTrialOfEachAsync(List<Turn> turns)
    {
        var many = turns.Where(turn => turn.Opening.Usable.IsTrial).GroupBy(turn => turn.Opening.AccountId).Where(trials => trials.Skip(1).Any());
        foreach (var turn in many.SelectMany(trials => trials.OrderBy(IsLastToTry).Skip(1)).ToList())
        {
            turns.Remove(turn);
            turn.Dispose();
            await ReturnAsync(turn.Claim);
        }

        return turns;
    }

    private static bool IsLastToTry(Turn turn) => turn.Opening.Usable.FailedTaskId == turn.TaskId;

    /// <summary>To its line. Where that fails, it is there again when its claim has passed.</summary>
    private async Task ReturnAsync(Claim claim)
    {
        try
        {
            await tasks.TryChangeAsync(claim.Part, task => TaskRules.WaitOn(task, claim.ReadySince), CancellationToken.None);
        }
        catch (Exception error)
        {
            LogLineFailed(error, claim.Part.Body.Model);
        }
    }

    /// <returns>The models whose lines have moved; every model now and then, where anything waits at all.</returns>
    private async Task<IEnumerable<ModelProfile>> LinesAsync(CancellationToken cancellationToken)
    {
        var now = time.UnixMilliseconds();
        var moved = wake.TakeModels();
        if (moved.Count > 0 && now < lastRound + Floor)
            return moved.Select(id => catalogue.TryGet(id, out var model) ? model : null).OfType<ModelProfile>();
        lastRound = now;
        var due = new PageQuery { OrderBy = TaskFields.ReadyAt, Descending = false, To = now, Limit = 1 };
        return (await tasks.Documents.PageAsync(due, cancellationToken)).Items.Count == 0 ? [] : catalogue.All;
    }

    [LoggerMessage(LogLevel.Error, "The line of {Model} failed in this pass; the others went on")]
    private partial void LogLineFailed(Exception error, string model);
}
