using System.Diagnostics;
using ImageGen.Persistence;
using ImageGen.Volcengine.Admission;
using ImageGen.Volcengine.Admission.Pacing;
using ImageGen.Volcengine.Apis;
using ImageGen.Volcengine.Tasks;
using Microsoft.Extensions.Logging;

namespace ImageGen.Volcengine.Polling;

/// <summary>
/// Follows accepted tasks to their end, whatever has become of their jobs. Claiming a due task is pushing its time to be asked
/// again; two who ask for the same one do no harm.
/// </summary>
internal sealed partial class PollHandler(
    TaskStore tasks,
    ProviderApiIndex apis,
    IncomingPictures incoming,
    PollSchedule schedule,
    PollPace pace,
    PollStanding standing,
    Admissions admissions,
    PollWake pollWake,
    VolcengineTelemetry telemetry,
    TimeProvider time,
    ILogger<PollHandler> log)
{
    /// <summary>Longer than one question and the wait before it take.</summary>
    private const long ClaimLease = 30_000;

    /// <summary>So long a task that this worker is not let in for is left to the others, in milliseconds.</summary>
    private const long ForOthers = 2_000;

    /// <summary>Tasks taken by one pass of <see cref="RunOnceAsync"/>.</summary>
    private const int Batch = 32;

    public Task<IReadOnlyList<Stored<GenerationTask>>> ClaimAsync(int most, CancellationToken cancellationToken)
    {
        var now = time.UnixMilliseconds();
        return tasks.Documents.ClaimDueAsync(new DueClaim(TaskFields.NextPollAt, now, now + ClaimLease, most), cancellationToken);
    }

    /// <returns>How many tasks were asked for.</returns>
    public async Task<int> RunOnceAsync(CancellationToken cancellationToken)
    {
        var due = await ClaimAsync(Batch, cancellationToken);
        await Task.WhenAll(due.Select(task => PollAsync(task, cancellationToken)));
        return due.Count;
    }

    public Task PollAsync(Stored<GenerationTask> seen, CancellationToken cancellationToken) => seen.Body switch
    {
        { State: TaskState.Running } when standing.IsOut(seen.Body.ToProvider()) => LeaveAsync(seen, cancellationToken),
        { State: TaskState.Running } => AskAsync(seen, cancellationToken),
        { NextPollAt: not null, ToldTaskId: { } told } when standing.IsOut(seen.Body.ToProvider(told)) => LeaveAsync(seen, cancellationToken),
        { NextPollAt: not null, ToldTaskId: { } told } => ConfirmAsync(seen, told, cancellationToken),
        _ => Task.CompletedTask,
    };

    private async Task AskAsync(Stored<GenerationTask> seen, CancellationToken cancellationToken)
    {
        var task = seen.Body;
        var question = task.ToProvider();
        CancelReply? cancel = task is { StopRequested: true, CancelSent: false } ? await CancelAsync(question, cancellationToken) : null;
        var outcome = await AskAsync(question, cancellationToken);
        var now = time.UnixMilliseconds();
        var taskId = task.ProviderTaskId!;
        switch (PollVerdict.Of(task, outcome, now))
        {
            case PollVerdict.Deliver { Pictures: var pictures, RequestId: var requestId }:
                var images = await incoming.TakeAsync(task, pictures, cancellationToken);
                if (pictures.Count > task.Indices.Count)
                    LogTooMany(seen.Id, pictures.Count, task.Indices.Count);
                if (pictures.Count > 0)
                    Learn(task, now);
                await EndAsync(seen, current => TaskRules.Deliver(current, images, requestId, now), cancellationToken);
                break;
            case PollVerdict.Fail { Error: var error }:
                LogFailed(seen.Id, error.Code, error.ProviderCode, error.ProviderRequestId);
                await EndAsync(seen, current => TaskRules.PollFailed(current, taskId, error), cancellationToken);
                break;
            case PollVerdict.Lose:
                LogLost(seen.Id, taskId);
                await EndAsync(seen, current => TaskRules.Lose(current, taskId), cancellationToken);
                break;
            case PollVerdict.LeaveToOthers:
                LogTrouble(seen.Id, outcome);
                await LeaveAsync(seen, cancellationToken);
                break;
            case PollVerdict.Wait { Faults: var faults, Oddity: var oddity }:
                LogTrouble(seen.Id, outcome);
                long? pendingAt = outcome is PollOutcome.Pending ? now : null;
                var stretch = pace.Stretch(question);
                var nextPollAt = pendingAt is null
                    ? PollSchedule.AfterFault(now, faults, stretch)
                    : schedule.Next(task.Model, task.StartedAt!.Value, now, stretch);
                await AgainAsync(seen, new PollNote(now, nextPollAt, faults, oddity, pendingAt, cancel), cancellationToken);
                break;
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>A callback named the task of a submission that nobody knows the end of: it is believed if the provider knows it.</summary>
    private async Task ConfirmAsync(Stored<GenerationTask> seen, string told, CancellationToken cancellationToken)
    {
        var (task, submission) = (seen.Body, seen.Body.Submission!);
        var question = task.ToProvider(told);
        var outcome = await AskAsync(question, cancellationToken);
        var now = time.UnixMilliseconds();
        if (outcome is PollOutcome.Pending or PollOutcome.Done or PollOutcome.Failed or PollOutcome.Expired)
        {
            LogFound(seen.Id, told);
            await tasks.ChangeAsync(
                seen, current => TaskRules.RecordAccepted(current, submission, told, submission.RequestId, nextPollAt: now, submission.At), cancellationToken);
            pollWake.Now();
            return;
        }

        LogTrouble(seen.Id, outcome);
        if (outcome is PollOutcome.NotLetIn && now - submission.At < ProviderTimes.TaskLife)
        {
            await LeaveAsync(seen, cancellationToken);
            return;
        }

        var faults = task.PollFaults + 1;
        long? again = now - submission.At < ProviderTimes.TaskLife ? PollSchedule.AfterFault(now, faults, pace.Stretch(question)) : null;
        await tasks.ChangeAsync(seen, current => TaskRules.ConfirmAgain(current, task, again, faults), cancellationToken);
        if (again is { } moment)
            pollWake.At(moment);
    }

    private async Task<PollOutcome> AskAsync(ProviderTask question, CancellationToken cancellationToken)
    {
        await pace.WaitAsync(question, cancellationToken);
        var outcome = await apis.Of(question.Api).PollAsync(question, cancellationToken);
        telemetry.Polled(outcome);
        standing.Learn(question, outcome);
        await pace.LearnAsync(question, outcome is PollOutcome.Unavailable { Throttled: true }, cancellationToken);
        return outcome;
    }

    private async Task<CancelReply> CancelAsync(ProviderTask question, CancellationToken cancellationToken)
    {
        await pace.WaitAsync(question, cancellationToken);
        var reply = await apis.Of(question.Api).CancelAsync(question, cancellationToken);
        await pace.LearnAsync(question, reply == CancelReply.Throttled, cancellationToken);
        return reply;
    }

    private void Learn(GenerationTask task, long now)
    {
        // A callback tells the moment itself.
        var calledBackAt = task.CalledBackAt > (task.PolledAt ?? 0) ? task.CalledBackAt : null;
        schedule.Learn(task.Model, task.StartedAt!.Value, calledBackAt ?? task.PolledAt, calledBackAt ?? now);
    }

    private async Task EndAsync(Stored<GenerationTask> seen, Func<GenerationTask, GenerationTask> rule, CancellationToken cancellationToken)
    {
        if (await tasks.ChangeAsync(seen, rule, cancellationToken) is { } ended)
            await admissions.EndedAsync(ended.Body, cancellationToken);
    }

    private async Task AgainAsync(Stored<GenerationTask> seen, PollNote note, CancellationToken cancellationToken)
    {
        var changed = await tasks.ChangeAsync(seen, task => TaskRules.PollAgain(task, seen.Body, note), cancellationToken);
        pollWake.At(changed?.Body.NextPollAt ?? note.NextPollAt);
    }

    /// <summary>
    /// It is due for the others at once. Where this worker goes on claiming, by other accounts, it comes a little later, so that it is not
    /// claimed here again and again; where it does not, the moment stays as it was: it may be this worker's clock that is wrong.
    /// </summary>
    private async Task LeaveAsync(Stored<GenerationTask> seen, CancellationToken cancellationToken)
    {
        var again = standing.IsOutEverywhere ? seen.Body.NextPollAt : time.UnixMilliseconds() + ForOthers;
        await tasks.ChangeAsync(seen, task => TaskRules.LeaveToOthers(task, seen.Body, again), cancellationToken);
    }

    private void LogTrouble(string taskId, PollOutcome outcome)
    {
        switch (outcome)
        {
            case PollOutcome.Unavailable { Reason: var reason }:
                LogUnavailable(taskId, reason);
                break;
            case PollOutcome.NotLetIn { Reason: var reason }:
                LogUnavailable(taskId, reason);
                break;
            case PollOutcome.Faulted { Error: var error }:
                LogFaulted(taskId, error.Code, error.ProviderCode, error.ProviderRequestId);
                break;
            case PollOutcome.NotFound:
                LogNotFound(taskId);
                break;
            case PollOutcome.Done:
                LogNoPicture(taskId);
                break;
        }
    }

    [LoggerMessage(LogLevel.Information, "Task {TaskId} failed at the provider: {Code} ({ProviderCode}, request {RequestId})")]
    private partial void LogFailed(string taskId, string code, string? providerCode, string? requestId);

    [LoggerMessage(LogLevel.Warning, "The provider no longer knows task {TaskId}, its {ProviderTaskId}")]
    private partial void LogLost(string taskId, string providerTaskId);

    [LoggerMessage(LogLevel.Warning, "The provider could not be asked for task {TaskId}: {Reason}")]
    private partial void LogUnavailable(string taskId, string reason);

    [LoggerMessage(LogLevel.Warning, "The provider failed while it was asked for task {TaskId}, which is asked for again: {Code} ({ProviderCode}, request {RequestId})")]
    private partial void LogFaulted(string taskId, string code, string? providerCode, string? requestId);

    [LoggerMessage(LogLevel.Warning, "The provider says that it does not know task {TaskId}, which is asked for again")]
    private partial void LogNotFound(string taskId);

    [LoggerMessage(LogLevel.Warning, "Task {TaskId} is done without a picture, and is asked for again")]
    private partial void LogNoPicture(string taskId);

    [LoggerMessage(LogLevel.Information, "A callback named the task of {TaskId}: the provider knows it as {ProviderTaskId}")]
    private partial void LogFound(string taskId, string providerTaskId);

    [LoggerMessage(LogLevel.Warning, "Task {TaskId} came back with {Pictures} pictures for {Places} places; the rest is not kept")]
    private partial void LogTooMany(string taskId, int pictures, int places);
}
