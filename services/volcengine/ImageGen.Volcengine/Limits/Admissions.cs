using ImageGen.Catalogue;
using ImageGen.Contracts;
using ImageGen.Volcengine.Providers;
using ImageGen.Volcengine.Submitting;
using ImageGen.Volcengine.Tasks;
using Microsoft.Extensions.Logging;

namespace ImageGen.Volcengine.Limits;

/// <summary>
/// Who may submit, and by which account: finds the places that are free, takes one for good just before the intent, and learns
/// from each outcome how much the provider really takes.
/// </summary>
internal sealed partial class Admissions(
    AccountPool pool,
    ModelLimits limits,
    SharedDocuments<Room> rooms,
    Slots slots,
    Rates rates,
    SubmitRooms local,
    SubmitWake wake,
    TimeProvider time,
    Random random,
    ILogger<Admissions> log)
{
    private const long AfterFailure = 1_000;

    /// <returns>Up to <paramref name="most"/> places, each at an account drawn by weight among those that have one.</returns>
    public async Task<IReadOnlyList<Opening>> FindAsync(IImageProvider provider, ModelProfile model, int most, CancellationToken cancellationToken)
    {
        var places = new List<Places>();
        foreach (var account in await pool.UsableAsync(provider, model, cancellationToken))
        {
            var free = await FreeAsync(account, model, cancellationToken);
            places.Add(new Places(account, Math.Min(free, account.IsTrial ? 1 : most)));
        }

        return [.. WeightedDraw.Of(places, place => place.Account.Credential.Weight, place => place.Free, most, random)
            .Select(place => new Opening(
                provider, place.Account.Credential, model, local.Of(place.Account.Credential.Id, model.Id), place.Account.IsTrial))];
    }

    /// <summary>Takes the place for good. Where it is not to be had after all, nothing is left behind.</summary>
    public async Task<Admission?> TakeAsync(Opening opening, string taskId, string submitId, CancellationToken cancellationToken)
    {
        var limit = limits.Of(opening.Model);
        if (limit.RequestsPerSecond is { } perSecond && !await IsInTimeAsync(opening, perSecond, cancellationToken))
            return null;
        string? slot = null;
        if (limit.Concurrency is { } concurrency)
        {
            var usable = RoomRules.Usable(await rooms.ReadAsync(opening.RoomId, cancellationToken), concurrency);
            slot = await slots.TakeAsync(opening.Credential.Id, opening.Model.Id, concurrency, usable, taskId, submitId, cancellationToken);
            if (slot is null)
                return null;
            // From here on it is the slot that counts.
            opening.Dispose();
        }

        var admission = new Admission(opening, submitId, slot);
        if (!opening.IsTrial || await pool.TryAsync(opening, cancellationToken))
            return admission;
        await FreeAsync(slot, submitId, cancellationToken);
        return null;
    }

    /// <summary>Nothing was submitted in it.</summary>
    public async Task LeaveAsync(Admission admission, CancellationToken cancellationToken)
    {
        if (admission.Opening.IsTrial)
            await pool.NotTriedAsync(admission.Opening, cancellationToken);
        await FreeAsync(admission, cancellationToken);
    }

    /// <summary>The provider does not work on what was submitted in it.</summary>
    public Task FreeAsync(Admission admission, CancellationToken cancellationToken) =>
        FreeAsync(admission.Slot, admission.SubmitId, cancellationToken);

    /// <summary>The provider has worked on the task and does so no more.</summary>
    public async Task EndedAsync(GenerationTask task, CancellationToken cancellationToken)
    {
        if (task.Submission is not { } submission)
            return;
        local.Of(submission.CredentialId, task.Model).Freed();
        await FreeAsync(submission.Slot, submission.Id, cancellationToken);
        wake.Freed(task.Model);
    }

    /// <summary>Learns what an outcome says about the account and its room. Never fails: what was learned is not worth an outcome.</summary>
    /// <returns>When to try again where nothing was started, Unix milliseconds.</returns>
    public async Task<long> LearnAsync(Opening opening, SubmitOutcome outcome)
    {
        try
        {
            return await LearnAsync(opening, outcome, CancellationToken.None);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            LogNotLearned(error, opening.AccountId);
            return Now() + AfterFailure;
        }
    }

    /// <summary>The provider refused the account, not the request: notes it.</summary>
    /// <returns>Whether another account could make the same submission.</returns>
    public async Task<bool> IsForAnotherAsync(Opening opening, SubmitOutcome.Refused refusal)
    {
        try
        {
            LogRefused(opening.AccountId, refusal.Error.Code, refusal.Error.ProviderCode);
            return await pool.RefusedAsync(opening, ErrorOf(refusal.Error), refusal.Of == RefusalOf.Model, CancellationToken.None);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            LogNotLearned(error, opening.AccountId);
            return false;
        }
    }

    private async Task<long> LearnAsync(Opening opening, SubmitOutcome outcome, CancellationToken cancellationToken)
    {
        switch (outcome)
        {
            case SubmitOutcome.NotSent { Error: var error }:
                await pool.FailedAsync(opening, ErrorOf(error), cancellationToken);
                break;
            case SubmitOutcome.ProviderFailed { Error: var error }:
                await pool.FailedAsync(opening, ErrorOf(error), cancellationToken);
                break;
            case SubmitOutcome.Unknown:
                await pool.FailedAsync(opening, new AccountError(ErrorCodes.NoAnswer, ProviderCode: null, Now()), cancellationToken);
                break;
            case SubmitOutcome.Throttled throttled:
                await pool.AliveAsync(opening, cancellationToken);
                return await ShrinkAsync(opening, throttled.TooFast, cancellationToken);
            case SubmitOutcome.Accepted or SubmitOutcome.Delivered:
                opening.Room.Accepted();
                await pool.AliveAsync(opening, cancellationToken);
                if (limits.Of(opening.Model).Concurrency is { } concurrency)
                    await rooms.ChangeAsync(opening.RoomId, room => RoomRules.Accepted(room, concurrency, Now()), cancellationToken);
                break;
            case SubmitOutcome.Refused { Of: RefusalOf.Request }:
                await pool.AliveAsync(opening, cancellationToken);
                break;
        }

        return Now() + AfterFailure;
    }

    private async Task<long> ShrinkAsync(Opening opening, bool tooFast, CancellationToken cancellationToken)
    {
        var limit = limits.Of(opening.Model);
        var slowsDown = tooFast && limit.RequestsPerSecond is not null;
        if (slowsDown)
            await rates.SlowDownAsync(Rate.OfSubmits(opening.Credential.Id, opening.Model.Id), cancellationToken);
        if (limit.Concurrency is not { } concurrency)
            return opening.Room.Throttled();
        var others = await slots.TakenAsync(opening.Credential.Id, opening.Model.Id, concurrency, cancellationToken) - 1;
        var room = await rooms.ChangeAsync(
            opening.RoomId, room => RoomRules.Throttled(room, concurrency, others, slowsDown, Now(), random.NextDouble()), cancellationToken);
        return room!.PausedUntil;
    }

    private async Task<int> FreeAsync(UsableAccount account, ModelProfile model, CancellationToken cancellationToken)
    {
        var here = local.Of(account.Credential.Id, model.Id);
        var limit = limits.Of(model);
        var free = here.Free;
        if (limit.Concurrency is { } concurrency && free > 0)
        {
            if (Now() < account.Room.PausedUntil)
                return 0;
            var taken = await slots.TakenAsync(account.Credential.Id, model.Id, concurrency, cancellationToken);
            free = Math.Min(free, RoomRules.Usable(account.Room, concurrency) - taken - here.InHand);
        }

        return limit.RequestsPerSecond is { } perSecond && free > 0
            ? Math.Min(free, await rates.AvailableAsync(Rate.OfSubmits(account.Credential.Id, model.Id), perSecond, cancellationToken))
            : Math.Max(0, free);
    }

    private async Task<bool> IsInTimeAsync(Opening opening, double perSecond, CancellationToken cancellationToken)
    {
        var key = Rate.OfSubmits(opening.Credential.Id, opening.Model.Id);
        if (await rates.DrawAsync(key, perSecond, 1, cancellationToken) is not [var moment])
            return false;
        if (moment - Now() is > 0 and var wait)
            await Task.Delay(TimeSpan.FromMilliseconds(wait), time, cancellationToken);
        return true;
    }

    private Task FreeAsync(string? slot, string submitId, CancellationToken cancellationToken) =>
        slot is null ? Task.CompletedTask : slots.FreeAsync(slot, submitId, cancellationToken);

    private AccountError ErrorOf(GenerationError error) => new(error.Code, error.ProviderCode, Now());

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();

    [LoggerMessage(LogLevel.Warning, "The provider refused {AccountId}: {Code} ({ProviderCode})")]
    private partial void LogRefused(string accountId, string code, string? providerCode);

    [LoggerMessage(LogLevel.Error, "What an outcome says about {AccountId} could not be stored")]
    private partial void LogNotLearned(Exception error, string accountId);

    private sealed record Places(UsableAccount Account, int Free);
}

/// <summary>A place that was taken.</summary>
/// <param name="Slot">Held until the provider works on the task no more; null where tasks at a time are not limited.</param>
internal sealed record Admission(Opening Opening, string SubmitId, string? Slot);
