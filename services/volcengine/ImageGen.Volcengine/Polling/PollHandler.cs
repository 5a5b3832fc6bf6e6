using System.Diagnostics;
using ImageGen.Persistence;
using ImageGen.Volcengine.Limits;
using ImageGen.Volcengine.Providers;
using ImageGen.Volcengine.Tasks;
using Microsoft.Extensions.Logging;

namespace ImageGen.Volcengine.Polling;

/// <summary>
/// Follows accepted tasks to their end, whatever has become of their jobs. Claiming a due task is pushing its time to be asked
/// again; two who ask for the same one do no harm.
/// </summary>
internal sealed partial class PollHandler(
    TaskStore tasks,
    ImageProviders providers,
    IncomingPictures incoming,
    PollSchedule schedule,
    PollPace pace,
    Admissions admissions,
    PollWake pollWake,
    VolcengineTelemetry telemetry,
    TimeProvider time,
    ILogger<PollHandler> log)
{
    /// <summary>Longer than one question and the wait before it take.</summary>
    private const long ClaimLease = 30_000;

    /// <summary>Tasks taken by one pass of <see cref="RunOnceAsync"/>.</summary>
    private const int Batch = 32;

    public Task<IReadOnlyList<Stored<GenerationTask>>> ClaimAsync(int most, CancellationToken cancellationToken)
    {
        var now = Now();
        return tasks.Documents.ClaimDueAsync(new DueClaim(TaskDocuments.NextPollAt, now, now + ClaimLease, most), cancellationToken);
    }

    /// <returns>How many tasks were asked for.</returns>
    public async Task<int> RunOnceAsync(CancellationToken cancellationToken)
    {
        var due = await ClaimAsync(Batch, cancellationToken);
        await Task.WhenAll(due.Select(task => PollAsync(task, cancellationToken)));
        return due.Count;
    }

    public async Task PollAsync(Stored<GenerationTask> seen, CancellationToken cancellationToken)
    {
        var task = seen.Body;
        if (task.State != TaskState.Running)
            return;
        var question = task.ToProvider();
        await pace.WaitAsync(question, cancellationToken);
        var provider = providers.Of(question.Api);
        var cancelSent = task is { CancelRequested: true, CancelSent: false } && await provider.CancelAsync(question, cancellationToken);
        var outcome = await provider.PollAsync(question, cancellationToken);
        telemetry.Polled(outcome);
        await pace.LearnAsync(question, outcome, cancellationToken);
        var now = Now();
        var taskId = task.ProviderTaskId!;
        var startedAt = task.StartedAt!.Value;
        var stretch = pace.Stretch(question);
        var forgotten = now >= startedAt + TaskLimits.ProviderForgets;
        switch (outcome)
        {
            case PollOutcome.Done done:
                var images = await incoming.TakeAsync(task, done.Pictures, cancellationToken);
                if (done.Pictures.Count > task.Indices.Count)
                    LogTooMany(seen.Id, done.Pictures.Count, task.Indices.Count);
                schedule.Learn(task.Model, startedAt, task.PolledAt, now);
                await EndAsync(seen, current => TaskRules.Deliver(current, images, done.RequestId, now), cancellationToken);
                break;
            case PollOutcome.Failed { Error: var error }:
                LogFailed(seen.Id, error.Code, error.ProviderCode, error.ProviderRequestId);
                await EndAsync(seen, current => TaskRules.PollFailed(current, taskId, error), cancellationToken);
                break;
            case PollOutcome.Faulted { Error: var error } when task.PollFaults + 1 >= TaskLimits.PollFaults:
                LogFailed(seen.Id, error.Code, error.ProviderCode, error.ProviderRequestId);
                await EndAsync(seen, current => TaskRules.PollFailed(current, taskId, error), cancellationToken);
                break;
            case PollOutcome.Faulted:
                await AgainAsync(seen, task.PollFaults + 1, schedule.AfterFault(task.Model, startedAt, now, 1, stretch), cancelSent, cancellationToken);
                break;
            case PollOutcome.NotFound when now < startedAt + TaskLimits.NotFoundGrace:
                await AgainAsync(seen, faults: 0, schedule.AfterFault(task.Model, startedAt, now, 1, stretch), cancelSent, cancellationToken);
                break;
            case PollOutcome.NotFound or PollOutcome.Expired:
            case PollOutcome.Unavailable when forgotten:
                LogLost(seen.Id, taskId);
                await EndAsync(seen, current => TaskRules.Lose(current, taskId), cancellationToken);
                break;
            case PollOutcome.Unavailable { Reason: var reason }:
                LogUnavailable(seen.Id, reason);
                await AgainAsync(seen, task.PollFaults, schedule.AfterFault(task.Model, startedAt, now, 1, stretch), cancelSent, cancellationToken);
                break;
            case PollOutcome.Pending:
                await AgainAsync(seen, faults: 0, schedule.Next(task.Model, startedAt, now, stretch), cancelSent, cancellationToken);
                break;
            default:
                throw new UnreachableException();
        }
    }

    private async Task EndAsync(Stored<GenerationTask> seen, Func<GenerationTask, GenerationTask?> rule, CancellationToken cancellationToken)
    {
        if (await tasks.ChangeAsync(seen, rule, cancellationToken) is { } ended)
            await admissions.EndedAsync(ended.Body, cancellationToken);
    }

    private async Task AgainAsync(
        Stored<GenerationTask> seen, int faults, long nextPollAt, bool cancelSent, CancellationToken cancellationToken)
    {
        var now = Now();
        var changed = await tasks.ChangeAsync(
            seen, task => TaskRules.PollAgain(task, seen.Body, nextPollAt, faults, now, cancelSent), cancellationToken);
        pollWake.At(changed?.Body.NextPollAt ?? nextPollAt);
    }

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();

    [LoggerMessage(LogLevel.Information, "Task {TaskId} failed at the provider: {Code} ({ProviderCode}, request {RequestId})")]
    private partial void LogFailed(string taskId, string code, string? providerCode, string? requestId);

    [LoggerMessage(LogLevel.Warning, "The provider no longer knows task {TaskId}, its {ProviderTaskId}")]
    private partial void LogLost(string taskId, string providerTaskId);

    [LoggerMessage(LogLevel.Warning, "The provider could not be asked for task {TaskId}: {Reason}")]
    private partial void LogUnavailable(string taskId, string reason);

    [LoggerMessage(LogLevel.Warning, "Task {TaskId} came back with {Pictures} pictures for {Places} places; the rest is not kept")]
    private partial void LogTooMany(string taskId, int pictures, int places);
}
