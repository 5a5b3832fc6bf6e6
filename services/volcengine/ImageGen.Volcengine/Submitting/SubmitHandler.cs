using System.Diagnostics;
using ImageGen.Catalogue;
using ImageGen.Contracts;
using ImageGen.Persistence;
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
    TaskStore tasks,
    ImageProviders providers,
    ModelCatalogue catalogue,
    IncomingPictures incoming,
    SubmitRoom room,
    PollSchedule schedule,
    SubmitWake submitWake,
    PollWake pollWake,
    VolcengineTelemetry telemetry,
    TimeProvider time,
    ILogger<SubmitHandler> log)
{
    /// <summary>How long a claimed part is left to its claimer before another process may look at it.</summary>
    private const long ClaimLease = 30_000;

    /// <param name="most">No more than so many.</param>
    public Task<IReadOnlyList<Stored<GenerationTask>>> ClaimAsync(int most, CancellationToken cancellationToken)
    {
        var now = Now();
        return most < 1
            ? Task.FromResult<IReadOnlyList<Stored<GenerationTask>>>([])
            : tasks.Documents.ClaimDueAsync(
                new DueClaim(TaskDocuments.ReadyAt, now, now + ClaimLease, most, TaskDocuments.Rank), cancellationToken);
    }

    /// <returns>How many parts were taken.</returns>
    public async Task<int> RunOnceAsync(CancellationToken cancellationToken)
    {
        var ready = await ClaimAsync(room.Limit(), cancellationToken);
        await Task.WhenAll(ready.Select(part => SubmitAsync(part, cancellationToken)));
        return ready.Count;
    }

    public async Task SubmitAsync(Stored<GenerationTask> ready, CancellationToken cancellationToken)
    {
        if (ready.Body.State != TaskState.Ready || Now() >= ready.Body.NotAfter)
        {
            await tasks.ChangeAsync(ready, task => TaskRules.Recover(task, Now()), cancellationToken);
            return;
        }

        switch (await PrepareAsync(ready.Body, cancellationToken))
        {
            case Preparation.Refused { Error: var error }:
                LogRefused(ready.Id, error.Code, error.ProviderCode, error.ProviderRequestId);
                await tasks.ChangeAsync(ready, task => TaskRules.Refuse(task, error), cancellationToken);
                break;
            case Preparation.Ready { Call: var call }:
                await SubmitAsync(ready, call, cancellationToken);
                break;
        }
    }

    private async Task SubmitAsync(Stored<GenerationTask> ready, ProviderCall call, CancellationToken cancellationToken)
    {
        // Until it is sent, a call holds its input pictures.
        using var attachments = call.Attachments;
        var submitId = DocumentId.New("sub_", time);
        if (await IntendAsync(ready, submitId, call, cancellationToken) is not { } intent)
            return;

        using var activity = telemetry.Submit(intent.Body);
        var outcome = await SendAsync(intent, call with { SubmitId = submitId });
        telemetry.Submitted(outcome, activity);
        await RecordAsync(intent, outcome);
    }

    private async Task<Preparation> PrepareAsync(GenerationTask task, CancellationToken cancellationToken)
    {
        if (!catalogue.TryGet(task.Model, out var model))
            return new Preparation.Refused(TaskErrors.UnknownModel(task.Model));
        return providers.For(model) is { Credentials: [var credential, ..] } provider
            ? await provider.PrepareAsync(new CallOrder(model, task.Request!, task.Indices.Count, credential.Id), cancellationToken)
            : new Preparation.Refused(TaskErrors.NoCredential(model.Provider.Api));
    }

    private async Task<Stored<GenerationTask>?> IntendAsync(
        Stored<GenerationTask> ready, string submitId, ProviderCall call, CancellationToken cancellationToken)
    {
        try
        {
            return await tasks.ChangeAsync(ready, task => TaskRules.Intend(task, submitId, call, Now()), cancellationToken);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // The intent may be written although its answer was lost. Nothing was sent, and only we can say so.
            LogIntentLost(error, ready.Id);
            await tasks.RecordAsync(ready, task => TaskRules.GiveBack(task, submitId, StoreFailed, Now()));
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

    private async Task RecordAsync(Stored<GenerationTask> intent, SubmitOutcome outcome)
    {
        var submission = intent.Body.Submission!;
        switch (outcome)
        {
            case SubmitOutcome.Accepted accepted:
                LogAccepted(intent.Id, accepted.TaskId, accepted.RequestId);
                room.Accepted();
                var now = Now();
                var nextPollAt = schedule.Next(intent.Body.Model, now, now);
                await tasks.RecordAsync(
                    intent, task => TaskRules.RecordAccepted(task, submission, accepted.TaskId, accepted.RequestId, nextPollAt, now));
                pollWake.At(nextPollAt);
                break;
            case SubmitOutcome.Delivered delivered:
                room.Accepted();
                var images = await incoming.KeepAsync(intent.Body, delivered.Pictures);
                await tasks.RecordAsync(intent, task => TaskRules.Deliver(task, images, delivered.RequestId, Now(), delivered.Error));
                break;
            case SubmitOutcome.NotSent { Error: var error }:
                await GiveBackAsync(intent, submission.Id, error);
                break;
            case SubmitOutcome.Throttled { Error: var error }:
                await GiveBackAsync(intent, submission.Id, error);
                break;
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
    }

    private async Task GiveBackAsync(Stored<GenerationTask> intent, string submitId, GenerationError error)
    {
        var again = room.Throttled();
        LogNoRoom(intent.Id, error.Code, error.ProviderCode);
        await tasks.RecordAsync(intent, task => TaskRules.GiveBack(task, submitId, error, again));
        submitWake.At(again);
    }

    private async Task FailAsync(Stored<GenerationTask> intent, string submitId, GenerationError error)
    {
        LogRefused(intent.Id, error.Code, error.ProviderCode, error.ProviderRequestId);
        await tasks.RecordAsync(intent, task => TaskRules.RecordRefusal(task, submitId, error, Now()));
    }

    private static GenerationError StoreFailed { get; } = new()
    {
        Code = "internal",
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
