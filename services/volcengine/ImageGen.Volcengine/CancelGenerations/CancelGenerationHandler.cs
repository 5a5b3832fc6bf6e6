using ImageGen.Contracts;
using ImageGen.Volcengine.Tasks;

namespace ImageGen.Volcengine.CancelGenerations;

/// <summary>Stops what has not been submitted and says what became of the rest.</summary>
internal sealed class CancelGenerationHandler(TaskStore tasks, PollWake wake, TimeProvider time)
{
    public Task HandleAsync(CancelGeneration command, CancellationToken cancellationToken) =>
        Task.WhenAll(TaskPart.Of(command.JobId, command.Attempt, command.Indices, command.Group)
            .Select(part => CancelAsync(command, part, cancellationToken)));

    private async Task CancelAsync(CancelGeneration command, TaskPart part, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var seen = await tasks.Documents.GetAsync(part.Id, cancellationToken);
        if (seen is null && await tasks.InsertAsync(NewTask.Tombstone(command, part, now), cancellationToken) is null)
            seen = await tasks.Documents.GetAsync(part.Id, cancellationToken);
        if (seen is null || await tasks.ChangeAsync(seen, task => TaskRules.Cancel(task, now, command.Why), cancellationToken) is not { } changed)
            return;
        if (changed.Body is { State: TaskState.Running, StopRequested: true, CancelSent: false })
            wake.Now();
    }
}
