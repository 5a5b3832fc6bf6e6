using ImageGen.Catalogue;
using ImageGen.Contracts;
using ImageGen.Persistence;
using ImageGen.Volcengine.Apis;
using ImageGen.Volcengine.Tasks;
using Microsoft.Extensions.Logging;

namespace ImageGen.Volcengine.Admission;

/// <summary>
/// Who may submit, and by which account: finds the openings there are, takes one for good just before the intent, and learns
/// from each outcome how much the provider really takes.
/// </summary>
internal sealed partial class Admissions(
    AccountPool pool,
    ModelLimits limits,
    SharedDocuments<Room> rooms,
    Slots slots,
    Rates rates,
    WireLimits wireLimits,
    SubmitWake wake,
    TimeProvider time,
    Random random,
    ILogger<Admissions> log)
{
    private const long AfterFailure = 1_000;

    /// <returns>Up to <paramref name="most"/> openings, each at an account drawn by weight among those that have one.</returns>
    public async Task<Openings> FindAsync(IProviderApi api, ModelProfile model, int most, CancellationToken cancellationToken)
    {
        var capacities = new List<Capacity>();
        foreach (var usable in await pool.UsableAsync(api, model, cancellationToken))
        {
            var free = await FreeAsync(usable, model, cancellationToken);
            capacities.Add(new Capacity(usable, Math.Min(free, usable.IsTrial ? 1 : most)));
        }

        // Nothing can fail any more from the first opening on.
        return new Openings(
        [
            .. WeightedDraw.Of(capacities, at => at.Usable.Account.Weight, at => at.Free, most, random)
                .Select(at => new Opening(api, at.Usable, model, wireLimits.Of(at.Usable.Account.Id, model.Id))),
        ]);
    }

    /// <summary>Takes the opening for good. Where it is not to be had after all, or this fails, nothing is left behind.</summary>
    public async Task<Permit?> TakeAsync(Opening opening, string taskId, string submitId, CancellationToken cancellationToken)
    {
        var limit = limits.Of(opening.Model);
        if (limit.RequestsPerSecond is { } perSecond && !await IsInTimeAsync(opening, perSecond, cancellationToken))
            return null;
        string? slot = null;
        if (limit.Concurrency is { } concurrency)
        {
            var most = RoomRules.Usable(await rooms.ReadAsync(opening.RoomId, cancellationToken), concurrency);
            slot = await slots.TakeAsync(opening.Account.Id, opening.Model.Id, concurrency, most, taskId, submitId, cancellationToken);
            if (slot is null)
                return null;
            // From here on it is the slot that counts.
            opening.Dispose();
        }

        var permit = new Permit(opening, submitId, slot, LeaveAsync);
        try
        {
            if (!opening.Usable.IsTrial || await pool.TryAsync(opening, cancellationToken))
                return permit;
        }
        catch
        {
            await FreeAsync(permit);
            throw;
        }

        await FreeAsync(permit);
        return null;
    }

    /// <summary>The provider has worked on the task and does so no more.</summary>
    public async Task EndedAsync(GenerationTask task, CancellationToken cancellationToken)
    {
        if (task.Submission is not { } submission)
            return;
        wireLimits.Of(submission.CredentialId, task.Model).Freed();
        if (submission.Slot is { } slot)
            await slots.FreeAsync(slot, submission.Id, cancellationToken);
        wake.Freed(task.Model);
    }

    /// <summary>Learns what an outcome says about the account and its room. Never fails: what was learned is not worth an outcome.</summary>
    /// <returns>When to try again where nothing was started, Unix milliseconds.</returns>
    public async Task<long> LearnAsync(Opening opening, string taskId, SubmitOutcome outcome)
    {
        try
        {
            return await LearnAsync(opening, taskId, outcome, CancellationToken.None);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            LogNotLearned(error, opening.AccountId);
            return time.UnixMilliseconds() + AfterFailure;
        }
    }

    /// <summary>The provider refused the account, not the request: notes it, and leaves the account alone for a while.</summary>
    /// <returns>Whether nobody in the pool could make the submission, so that waiting does not help.</returns>
    public async Task<bool> IsForNobodyAsync(Opening opening, SubmitOutcome.Refused refusal)
    {
        try
        {
            return await pool.RefusedAsync(opening, ErrorOf(refusal.Error), refusal.Of == RefusalOf.Model, CancellationToken.None);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            LogNotLearned(error, opening.AccountId);
            return false;
        }
    }

    private async Task<long> LearnAsync(Opening opening, string taskId, SubmitOutcome outcome, CancellationToken cancellationToken)
    {
        switch (outcome)
        {
            case SubmitOutcome.NotSent { Error: var error, BodyLeft: var left }:
                await pool.FailedAsync(opening, new Failure(taskId, ErrorOf(error), MayBeTheRequest: left), cancellationToken);
                break;
            case SubmitOutcome.ProviderFailed { Error: var error }:
                await pool.FailedAsync(opening, new Failure(taskId, ErrorOf(error)), cancellationToken);
                break;
            case SubmitOutcome.Unknown:
                await pool.FailedAsync(opening, new Failure(taskId, new AccountError(ErrorCodes.NoAnswer, ProviderCode: null, time.UnixMilliseconds())), cancellationToken);
                break;
            case SubmitOutcome.Throttled throttled:
                await pool.ServedAsync(opening, cancellationToken);
                return await ShrinkAsync(opening, throttled.TooFast, cancellationToken);
            case SubmitOutcome.Accepted or SubmitOutcome.Delivered:
                opening.OnTheWire.Accepted();
                await pool.ServedAsync(opening, cancellationToken);
                if (limits.Of(opening.Model).Concurrency is { } concurrency)
                    await rooms.ChangeAsync(opening.RoomId, room => RoomRules.Accepted(room, concurrency, time.UnixMilliseconds()), cancellationToken);
                break;
            case SubmitOutcome.Refused { Of: RefusalOf.Request }:
                await pool.ServedAsync(opening, cancellationToken);
                break;
        }

        return time.UnixMilliseconds() + AfterFailure;
    }

    private async Task<long> ShrinkAsync(Opening opening, bool tooFast, CancellationToken cancellationToken)
    {
        var limit = limits.Of(opening.Model);
        var slowsDown = tooFast && limit.RequestsPerSecond is not null;
        if (slowsDown)
            await rates.SlowDownAsync(Rate.OfSubmits(opening.Account.Id, opening.Model.Id), cancellationToken);
        if (limit.Concurrency is not { } concurrency)
            return opening.OnTheWire.Throttled();
        var others = await slots.TakenAsync(opening.Account.Id, opening.Model.Id, concurrency, cancellationToken) - 1;
        var room = await rooms.ChangeAsync(
            opening.RoomId, room => RoomRules.Throttled(room, concurrency, others, slowsDown, time.UnixMilliseconds(), random.NextDouble()), cancellationToken);
        return room.Now!.Body.PausedUntil;
    }

    private async Task<int> FreeAsync(UsableAccount usable, ModelProfile model, CancellationToken cancellationToken)
    {
        var here = wireLimits.Of(usable.Account.Id, model.Id);
        var limit = limits.Of(model);
        var free = here.Free;
        if (limit.Concurrency is { } concurrency && free > 0)
        {
            if (RoomRules.IsPaused(usable.Room, time.UnixMilliseconds()))
                return 0;
            var taken = await slots.TakenAsync(usable.Account.Id, model.Id, concurrency, cancellationToken);
            free = Math.Min(free, RoomRules.Usable(usable.Room, concurrency) - taken - here.InHand);
        }

        return limit.RequestsPerSecond is { } perSecond && free > 0
            ? Math.Min(free, await rates.AvailableAsync(Rate.OfSubmits(usable.Account.Id, model.Id), perSecond, cancellationToken))
            : Math.Max(0, free);
    }

    private async Task<bool> IsInTimeAsync(Opening opening, double perSecond, CancellationToken cancellationToken)
    {
        var key = Rate.OfSubmits(opening.Account.Id, opening.Model.Id);
        if (await rates.DrawAsync(key, perSecond, 1, cancellationToken) is not [var moment])
            return false;
        if (moment - time.UnixMilliseconds() is > 0 and var wait)
            await Task.Delay(TimeSpan.FromMilliseconds(wait), time, cancellationToken);
        return true;
    }

    private async Task LeaveAsync(Permit permit)
    {
        if (!permit.Used && permit.Opening.Usable.IsTrial)
            await QuietlyAsync(permit, () => pool.NotTriedAsync(permit.Opening, permit.Opening.Usable.TriesCircuit));
        await FreeAsync(permit);
    }

    private Task FreeAsync(Permit permit) => permit.Slot is not { } slot
        ? Task.CompletedTask
        : QuietlyAsync(permit, () => slots.FreeAsync(slot, permit.SubmitId, CancellationToken.None));

    private async Task QuietlyAsync(Permit permit, Func<Task> giveBack)
    {
        try
        {
            await giveBack();
        }
        catch (Exception error)
        {
            LogNotGivenBack(error, permit.Slot ?? permit.Opening.AccountId);
        }
    }

    private AccountError ErrorOf(GenerationError error) => new(error.Code, error.ProviderCode, time.UnixMilliseconds());

    [LoggerMessage(LogLevel.Error, "What an outcome says about {AccountId} could not be stored")]
    private partial void LogNotLearned(Exception error, string accountId);

    [LoggerMessage(LogLevel.Error, "{What} could not be given back; that is made up for when its time has passed")]
    private partial void LogNotGivenBack(Exception error, string what);

    private sealed record Capacity(UsableAccount Usable, int Free);
}
