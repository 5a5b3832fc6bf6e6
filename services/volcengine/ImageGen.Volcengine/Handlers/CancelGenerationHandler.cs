using ImageGen.Contracts;
using ImageGen.Messaging;
using ImageGen.Persistence;
using ImageGen.Volcengine.Tasks;

namespace ImageGen.Volcengine.Handlers;

/// <summary>Stops what has not been submitted and says what became of the rest.</summary>
internal sealed class CancelGenerationHandler(TaskStore tasks, Restores restores, PollWake wake, TimeProvider time)
    : IMessageHandler<CancelGeneration>
{
    public async Task HandleAsync(CancelGeneration command, CancellationToken cancellationToken)
    {
        var restore = await restores.SettledAsync(cancellationToken);
        await Task.WhenAll(TaskPart.Of(command.JobId, command.Attempt, command.Indices, command.Group)
            .Select(part => CancelAsync(command, part, restore, cancellationToken)));
    }

    private async Task CancelAsync(CancelGeneration command, TaskPart part, Restore? restore, CancellationToken cancellationToken)
    {
        var now = time.UnixMilliseconds();
        var seen = await tasks.Documents.GetAsync(part.Id, cancellationToken);
        if (seen is null && await tasks.InsertAsync(Absent(command, part, restore, now), cancellationToken) is null)
            seen = await tasks.Documents.GetAsync(part.Id, cancellationToken);
        if (seen is null || await tasks.ChangeAsync(seen, task => TaskRules.Cancel(task, now, command.Why), cancellationToken) is not { } changed)
            return;
        if (changed.Body is { State: TaskState.Running, StopRequested: true, CancelSent: false })
            wake.Now();
    }

    private GenerationTask Absent(CancelGeneration command, TaskPart part, Restore? restore, long now)
    {
        var tombstone = NewTask.Tombstone(command, part, now);
        // A job older than the restore may have been submitted since the backup, which only does not know it.
        return restore is null || DocumentId.TimeOf(command.JobId) is { } created && created >= restore.StartedAt
            ? tombstone
            : NewTask.DoubtfulTombstone(tombstone, restores.Possible(restore, command.Model), now);
    }
}
