using System.Diagnostics;
using ImageGen.Catalogue;
using ImageGen.Contracts;
using ImageGen.Persistence;
using ImageGen.Volcengine.Callbacks;
using ImageGen.Volcengine.Limits;
using ImageGen.Volcengine.Polling;
using ImageGen.Volcengine.Providers;
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
    ImageProviders providers,
    ModelCatalogue catalogue,
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
        var ready = turn.Task;
        try
        {
            if (ready.Body.State != TaskState.Ready || Now() >= ready.Body.NotAfter)
                await tasks.ChangeAsync(ready, task => TaskRules.Recover(task, Now()), cancellationToken);
            else if (turn.Opening is not { } opening)
                await RefuseAsync(ready, NoCredential(ready.Body), cancellationToken);
            else
                await SubmitAsync(ready, opening, cancellationToken);
        }
        finally
        {
            turn.Opening?.Dispose();
            submitWake.Freed(ready.Body.Model);
        }
    }

    private async Task SubmitAsync(Stored<GenerationTask> ready, Opening opening, CancellationToken cancellationToken)
    {
        var submitId = DocumentId.New("sub_", time);
        var order = new CallOrder(opening.Model, ready.Body.Request!, ready.Body.Indices.Count, opening.Credential.Id)
        {
            ContentId = ready.Body.ContentId,
            Callback = callbacks.New(ready.Id),
        };
        switch (await opening.Provider.PrepareAsync(order, cancellationToken))
        {
            case Preparation.Refused { Error: var error }:
                await RefuseAsync(ready, error, cancellationToken);
                break;
            case Preparation.Ready { Call: var call }:
                // Until it is sent, a call holds its input pictures.
                using (call.Attachments)
                {
                    await SubmitAsync(ready, opening, call with { SubmitId = submitId }, cancellationToken);
                }

                break;
        }
    }

    private async Task SubmitAsync(Stored<GenerationTask> ready, Opening opening, ProviderCall call, CancellationToken cancellationToken)
    {
        if (await admissions.TakeAsync(opening, ready.Id, call.SubmitId!, cancellationToken) is not { } admission)
        {
            await tasks.TryChangeAsync(ready, task => TaskRules.WaitOn(task, Now()), cancellationToken);
            return;
        }

        if (await IntendAsync(ready, admission, call) is not { } intent)
        {
            await admissions.LeaveAsync(admission, CancellationToken.None);
            return;
        }

        using var activity = telemetry.Submit(intent.Body);
        var outcome = await SendAsync(intent, call);
        telemetry.Submitted(outcome, activity);
        await RecordAsync(intent, admission, outcome);
    }

    private async Task RefuseAsync(Stored<GenerationTask> ready, GenerationError error, CancellationToken cancellationToken)
    {
        LogRefused(ready.Id, error.Code, error.ProviderCode, error.ProviderRequestId);
        await tasks.ChangeAsync(ready, task => TaskRules.Refuse(task, error), cancellationToken);
    }

    private GenerationError NoCredential(GenerationTask task) => catalogue.TryGet(task.Model, out var model)
        ? TaskErrors.NoCredential(model.Provider.Api)
        : TaskErrors.UnknownModel(task.Model);

    private async Task<Stored<GenerationTask>?> IntendAsync(Stored<GenerationTask> ready, Admission admission, ProviderCall call)
    {
        try
        {
            // Once, and only from the version that was claimed: who has lost the claim has lost its place as well. Without a token:
            // an intent that was written and not sent would be unknown to everybody.
            return await tasks.TryChangeAsync(
                ready, task => TaskRules.Intend(task, admission.SubmitId, call, Now(), admission.Slot), CancellationToken.None);
        }
        catch (Exception error)
        {
            // The intent may be written although its answer was lost. Nothing was sent, and only we can say so.
            LogIntentLost(error, ready.Id);
            await tasks.RecordAsync(ready, task => TaskRules.GiveBack(task, admission.SubmitId, StoreFailed, Now()));
            return null;
        }
    }

    private async Task<SubmitOutcome> SendAsync(Stored<GenerationTask> intent, ProviderCall call)
    {
        try
        {
            // No token: its own time-out is shorter than the lease, and a stop waits for what is on the wire.
            return await providers.Of(call.Api).SubmitAsync(call, new SubmitProgress(intent, tasks, incoming, time), CancellationToken.None);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return new SubmitOutcome.Unknown($"The submission failed in an unforeseen way ({error.GetType().Name}).", RequestId: null);
        }
    }

    private async Task RecordAsync(Stored<GenerationTask> intent, Admission admission, SubmitOutcome outcome)
    {
        var (submission, opening) = (intent.Body.Submission!, admission.Opening);
        switch (outcome)
        {
            case SubmitOutcome.Accepted accepted:
                LogAccepted(intent.Id, accepted.TaskId, accepted.RequestId);
                var now = Now();
                var nextPollAt = schedule.Next(intent.Body.Model, now, now);
                await tasks.RecordAsync(
                    intent, task => TaskRules.RecordAccepted(task, submission, accepted.TaskId, accepted.RequestId, nextPollAt, now));
                pollWake.At(nextPollAt);
                break;
            case SubmitOutcome.Delivered delivered:
                var images = await incoming.KeepAsync(intent.Body, delivered.Pictures);
                await tasks.RecordAsync(intent, task => TaskRules.Deliver(task, images, delivered.RequestId, Now(), delivered.Error));
                break;
            case SubmitOutcome.NotSent { Error: var error }:
                await GiveBackAsync(intent, admission, error, await admissions.LearnAsync(opening, outcome));
                return;
            case SubmitOutcome.Throttled { Error: var error }:
                await GiveBackAsync(intent, admission, error, await admissions.LearnAsync(opening, outcome));
                return;
            case SubmitOutcome.Refused { Of: not RefusalOf.Request, Error: var error } refusal when await admissions.IsForAnotherAsync(opening, refusal):
                await GiveBackAsync(intent, admission, error, Now());
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

        await admissions.LearnAsync(opening, outcome);
        // What runs at the provider, or may run, keeps its slot.
        if (outcome is not (SubmitOutcome.Accepted or SubmitOutcome.Unknown))
            await admissions.FreeAsync(admission, CancellationToken.None);
    }

    private async Task GiveBackAsync(Stored<GenerationTask> intent, Admission admission, GenerationError error, long again)
    {
        LogNoRoom(intent.Id, error.Code, error.ProviderCode);
        await tasks.RecordAsync(intent, task => TaskRules.GiveBack(task, intent.Body.Submission!.Id, error, again));
        await admissions.FreeAsync(admission, CancellationToken.None);
        submitWake.At(again);
    }

    private async Task FailAsync(Stored<GenerationTask> intent, string submitId, GenerationError error)
    {
        LogRefused(intent.Id, error.Code, error.ProviderCode, error.ProviderRequestId);
        await tasks.RecordAsync(intent, task => TaskRules.RecordRefusal(task, submitId, error, Now()));
    }

    private static GenerationError StoreFailed { get; } = new()
    {
        Code = ErrorCodes.Internal,
        Message = "The database failed before the request was sent. Nothing was submitted.",
        Retryable = true,
    };

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();

    [LoggerMessage(LogLevel.Information, "Task {TaskId} was accepted as {ProviderTaskId} (request {RequestId})")]
    private partial void LogAccepted(string taskId, string providerTaskId, string? requestId);

    [LoggerMessage(LogLevel.Warning, "Nobody knows what became of the submission of task {TaskId}: {Reason} (request {RequestId})")]
    private partial void LogUnknown(string taskId, string reason, string? requestId);

    [LoggerMessage(LogLevel.Information, "Task {TaskId} waits again: {Code} ({ProviderCode})")]
    private partial void LogNoRoom(string taskId, string code, string? providerCode);

    [LoggerMessage(LogLevel.Information, "The provider refused task {TaskId}: {Code} ({ProviderCode}, request {RequestId})")]
    private partial void LogRefused(string taskId, string code, string? providerCode, string? requestId);

    [LoggerMessage(LogLevel.Error, "The intent of task {TaskId} could not be stored; nothing was sent")]
    private partial void LogIntentLost(Exception error, string taskId);
}
