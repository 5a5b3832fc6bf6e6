using System.Diagnostics;
using ImageGen.Catalogue;
using ImageGen.Contracts;
using ImageGen.Persistence;
using ImageGen.Volcengine.Admission;
using ImageGen.Volcengine.Admission.Pacing;
using ImageGen.Volcengine.Apis;
using ImageGen.Volcengine.Tasks;
using Microsoft.Extensions.Logging;

namespace ImageGen.Volcengine.Submitting;

/// <summary>
/// The only place that spends money. It writes its intent, sends once, and notes what came back; whoever finds the intent
/// later can never send it again.
/// </summary>
internal sealed partial class SubmitHandler(
    SubmitTurns turns,
    Admissions admissions,
    TaskStore tasks,
    WaitingLine line,
    IncomingPictures incoming,
    CallbackLinks callbacks,
    PollSchedule schedule,
    SubmitWake submitWake,
    PollWake pollWake,
    VolcengineTelemetry telemetry,
    TimeProvider time,
    ILogger<SubmitHandler> log)
{
    /// <summary>Parts taken by one pass of <see cref="RunOnceAsync"/>.</summary>
    private const int Batch = 32;

    /// <returns>How many parts were taken.</returns>
    public async Task<int> RunOnceAsync(CancellationToken cancellationToken)
    {
        var taken = await turns.TakeAsync(Batch, cancellationToken);
        await Task.WhenAll(taken.Select(turn => SubmitAsync(turn, cancellationToken)));
        return taken.Count;
    }

    public async Task SubmitAsync(Turn turn, CancellationToken cancellationToken)
    {
        try
        {
            using (turn)
            {
                if (turn.Claim.Part.Body is { State: TaskState.Ready } ready && time.UnixMilliseconds() < ready.NotAfter)
                    await SubmitAsync(turn.Claim, turn.Opening, cancellationToken);
                else
                    await tasks.ChangeAsync(turn.Claim.Part, task => TaskRules.Recover(task, time.UnixMilliseconds()), cancellationToken);
            }
        }
        catch (OperationCanceledException) when (turn.Claim.IsLost && !cancellationToken.IsCancellationRequested)
        {
            LogLost(turn.TaskId);
        }
        finally
        {
            submitWake.Freed(turn.Opening.Model.Id);
        }
    }

    private async Task SubmitAsync(Claim claim, Opening opening, CancellationToken cancellationToken)
    {
        var ready = claim.Part.Body;
        var wanted = new ProviderCall(opening.Model, ready.Request!, ready.Indices.Count, opening.Account.Id, DocumentId.New("sub_", time))
        {
            ContentId = ready.ContentId,
            Callback = callbacks.New(ready.Id),
        };
        switch (await claim.KeepWhileAsync(token => opening.Api.PrepareAsync(wanted, token), cancellationToken))
        {
            case Preparation.Refused { Error: var error }:
                LogRefused(ready.Id, error.Code, error.ProviderCode, error.ProviderRequestId);
                await tasks.ChangeAsync(claim.Part, task => TaskRules.Refuse(task, error), cancellationToken);
                break;
            case Preparation.Ready { Call: var call }:
                // Until it is sent, a call holds its input pictures.
                using (call.Attachments)
                {
                    await SubmitAsync(claim, opening, call, cancellationToken);
                }

                break;
        }
    }

    private async Task SubmitAsync(Claim claim, Opening opening, ProviderCall call, CancellationToken cancellationToken)
    {
        await using var permit = await claim.KeepWhileAsync(
            token => admissions.TakeAsync(opening, claim.Part.Id, call.SubmitId, token), cancellationToken);
        if (permit is null)
        {
            await tasks.TryChangeAsync(claim.Part, task => TaskRules.WaitOn(task, claim.ReadySince), cancellationToken);
            return;
        }

        if (await IntendAsync(claim, permit, call) is not { } intent)
            return;
        using var activity = telemetry.Submit(intent.Body);
        permit.Use();
        var outcome = await SendAsync(intent, opening.Api, call);
        telemetry.Submitted(outcome, activity);
        if (outcome is not (SubmitOutcome.Accepted or SubmitOutcome.Unknown))
            permit.Free();
        await RecordAsync(intent, claim, opening, outcome);
    }

    private async Task<Stored<GenerationTask>?> IntendAsync(Claim claim, Permit permit, ProviderCall call)
    {
        try
        {
            // Once, and only from the version that was claimed: who has lost the claim has lost its place as well. Without a token:
            // an intent that was written and not sent would be unknown to everybody.
            return await tasks.TryChangeAsync(
                claim.Part, task => TaskRules.Intend(task, call, time.UnixMilliseconds(), permit.Slot), CancellationToken.None);
        }
        catch (Exception error)
        {
            // The intent may be written although its answer was lost. Nothing was sent, and only we can say so.
            LogIntentLost(error, claim.Part.Id);
            await tasks.RecordAsync(claim.Part, task => TaskRules.GiveBack(task, call.SubmitId, StoreFailed, claim.ReadySince, task.Rank));
            return null;
        }
    }

    private async Task<SubmitOutcome> SendAsync(Stored<GenerationTask> intent, IProviderApi api, ProviderCall call)
    {
        try
        {
            // No token: its own time-out is shorter than the lease, and a stop waits for what is on the wire.
            return await api.SubmitAsync(call, new SubmitProgress(intent, tasks, incoming, time), CancellationToken.None);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return new SubmitOutcome.Unknown($"The submission failed in an unforeseen way ({error.GetType().Name}).", RequestId: null);
        }
    }

    private async Task RecordAsync(Stored<GenerationTask> intent, Claim claim, Opening opening, SubmitOutcome outcome)
    {
        var submission = intent.Body.Submission!;
        switch (outcome)
        {
            case SubmitOutcome.Accepted accepted:
                LogAccepted(intent.Id, accepted.TaskId, accepted.RequestId);
                var now = time.UnixMilliseconds();
                var nextPollAt = schedule.Next(intent.Body.Model, now, now);
                await tasks.RecordAsync(
                    intent, task => TaskRules.RecordAccepted(task, submission, accepted.TaskId, accepted.RequestId, nextPollAt, now));
                pollWake.At(nextPollAt);
                break;
            case SubmitOutcome.Delivered delivered:
                var images = await incoming.KeepAsync(intent.Body, delivered.Pictures);
                await tasks.RecordAsync(intent, task => TaskRules.Deliver(task, images, delivered.RequestId, time.UnixMilliseconds(), delivered.Error));
                break;
            case SubmitOutcome.NotSent { Error: var error, BodyLeft: var left }:
                await NotSentAsync(intent, error, left, await admissions.LearnAsync(opening, intent.Id, outcome));
                return;
            case SubmitOutcome.Throttled { Error: var error }:
                await GiveBackAsync(intent, error, await admissions.LearnAsync(opening, intent.Id, outcome));
                return;
            case SubmitOutcome.Refused { Of: not RefusalOf.Request, Error: var error } refusal when !await admissions.IsForNobodyAsync(opening, refusal):
                // Ready at once, for a worker or an account that is not refused.
                await GiveBackAsync(intent, error, claim.ReadySince);
                return;
            case SubmitOutcome.Refused { Error: var error }:
                await FailAsync(intent, submission.Id, error);
                break;
            case SubmitOutcome.ProviderFailed { Error: var error }:
                await FailAsync(intent, submission.Id, error);
                break;
            case SubmitOutcome.Unknown unknown:
                LogUnknown(intent.Id, unknown.Reason, unknown.RequestId);
                await tasks.RecordAsync(intent, task => TaskRules.RecordUnknown(task, submission.Id, unknown.Reason, unknown.RequestId, unknown.Answer));
                break;
            default:
                throw new UnreachableException();
        }

        await admissions.LearnAsync(opening, intent.Id, outcome);
    }

    /// <summary>The part had its turn and started nothing, so it waits again at the head of its line.</summary>
    private async Task GiveBackAsync(Stored<GenerationTask> intent, GenerationError error, long again)
    {
        LogWaitsAgain(intent.Id, error.Code, error.ProviderCode);
        var rank = await RankAsync(intent, line.ReturnAsync);
        await tasks.RecordAsync(intent, task => TaskRules.GiveBack(task, intent.Body.Submission!.Id, error, again, rank));
        submitWake.At(again);
    }

    /// <summary>Where part of it had left, the request may itself be why: then it lets the others go first, and waits longer each time.</summary>
    private async Task NotSentAsync(Stored<GenerationTask> intent, GenerationError error, bool bodyLeft, long again)
    {
        LogWaitsAgain(intent.Id, error.Code, error.ProviderCode);
        var rank = await RankAsync(intent, bodyLeft ? line.GoBehindAsync : line.ReturnAsync);
        if (bodyLeft)
            again = time.UnixMilliseconds() + ProtocolTimes.PauseAfterNotSent(intent.Body.NotSent + 1);
        await tasks.RecordAsync(intent, task => TaskRules.NotSent(task, intent.Body.Submission!.Id, error, bodyLeft, again, rank));
        submitWake.At(again);
    }

    /// <summary>Never fails: losing a place in the line is better than losing the outcome.</summary>
    private async Task<long> RankAsync(Stored<GenerationTask> intent, Func<GenerationTask, CancellationToken, Task<long>> rank)
    {
        try
        {
            return await rank(intent.Body, CancellationToken.None);
        }
        catch (Exception error)
        {
            LogNoRank(error, intent.Id);
            return intent.Body.Rank;
        }
    }

    private async Task FailAsync(Stored<GenerationTask> intent, string submitId, GenerationError error)
    {
        LogRefused(intent.Id, error.Code, error.ProviderCode, error.ProviderRequestId);
        await tasks.RecordAsync(intent, task => TaskRules.RecordRefusal(task, submitId, error, time.UnixMilliseconds()));
    }

    private static GenerationError StoreFailed { get; } = new()
    {
        Code = ErrorCodes.Internal,
        Message = "The database failed before the request was sent. Nothing was submitted.",
        Retryable = true,
    };

    [LoggerMessage(LogLevel.Information, "Task {TaskId} was accepted as {ProviderTaskId} (request {RequestId})")]
    private partial void LogAccepted(string taskId, string providerTaskId, string? requestId);

    [LoggerMessage(LogLevel.Warning, "Nobody knows what became of the submission of task {TaskId}: {Reason} (request {RequestId})")]
    private partial void LogUnknown(string taskId, string reason, string? requestId);

    [LoggerMessage(LogLevel.Information, "Task {TaskId} waits again: {Code} ({ProviderCode})")]
    private partial void LogWaitsAgain(string taskId, string code, string? providerCode);

    [LoggerMessage(LogLevel.Information, "The provider refused task {TaskId}: {Code} ({ProviderCode}, request {RequestId})")]
    private partial void LogRefused(string taskId, string code, string? providerCode, string? requestId);

    [LoggerMessage(LogLevel.Information, "Task {TaskId} was taken or canceled by somebody else while it was made ready")]
    private partial void LogLost(string taskId);

    [LoggerMessage(LogLevel.Warning, "The line could not be read; task {TaskId} keeps its place in it")]
    private partial void LogNoRank(Exception error, string taskId);

    [LoggerMessage(LogLevel.Error, "The intent of task {TaskId} could not be stored; nothing was sent")]
    private partial void LogIntentLost(Exception error, string taskId);
}
