using ImageGen.Persistence;
using ImageGen.Volcengine.Admission;
using ImageGen.Volcengine.Tasks;
using Microsoft.Extensions.Logging;

namespace ImageGen.Volcengine.Recovering;

/// <summary>
/// Frees the slots whose holders are gone: ended, given back, killed between taking the slot and writing the intent, or with the provider
/// for longer than a task can take.
/// </summary>
internal sealed partial class SlotJanitor(Slots slots, ModelLimits limits, TaskStore tasks, SubmitWake wake, TimeProvider time, ILogger<SlotJanitor> log)
{
    private const int Batch = 100;
    private const long Interval = 60_000;

    /// <returns>How many slots were looked at.</returns>
    public async Task<int> RunOnceAsync(CancellationToken cancellationToken)
    {
        var due = await slots.ClaimDueAsync(Interval, Batch, cancellationToken);
        await due.EachAsync(slot => LookAsync(slot.Body, cancellationToken), LogFailed, cancellationToken);
        return due.Count;
    }

    /// <remarks>Asks for its holder alone: one that can not be read is not one that is gone, and keeps its slot while it may run.</remarks>
    private async Task LookAsync(Slot slot, CancellationToken cancellationToken)
    {
        Stored<GenerationTask>? holder;
        try
        {
            holder = await tasks.Documents.GetAsync(slot.TaskId!, cancellationToken);
        }
        catch (UnreadableDocumentException) when (time.UnixMilliseconds() >= slot.TakenAt + Slots.FirstCheck + limits.LongestRun(slot.Model ?? ""))
        {
            // Whatever stands in it: what was submitted in this slot surely runs no more.
            LogFreed(slot.Id, slot.TaskId!, state: null);
            await FreeAsync(slot, cancellationToken);
            return;
        }

        if (Holds(holder?.Body, slot, time.UnixMilliseconds()) || !await StopLateIntentAsync(holder, cancellationToken))
            return;
        LogFreed(slot.Id, slot.TaskId!, holder?.Body.State);
        await FreeAsync(slot, cancellationToken);
    }

    private async Task FreeAsync(Slot slot, CancellationToken cancellationToken)
    {
        await slots.FreeAsync(slot.Id, slot.SubmitId!, cancellationToken);
        wake.Now();
    }

    private bool Holds(GenerationTask? task, Slot slot, long now) => task?.Submission?.Id == slot.SubmitId && task?.State switch
    {
        TaskState.Submitting => true,
        // After the model's longest time it runs no more, even where the provider says otherwise or its outcome is unknown.
        TaskState.Running or TaskState.Unknown or TaskState.Abandoned => now < task.Submission!.At + limits.LongestRun(task.Model),
        _ => false,
    };

    /// <summary>
    /// Whoever took the slot for a waiting task and fell asleep holds an old version of that task: raising the version takes away
    /// its right to submit, before the slot goes to another.
    /// </summary>
    /// <returns>False where the task has just changed: looked at again later.</returns>
    private async Task<bool> StopLateIntentAsync(Stored<GenerationTask>? holder, CancellationToken cancellationToken) =>
        holder is not { Body.State: TaskState.Ready } || await tasks.Documents.ReplaceAsync(holder, holder.Body, cancellationToken) is not null;

    [LoggerMessage(LogLevel.Information, "Slot {SlotId} is free again: its task {TaskId} does not hold it any more ({State})")]
    private partial void LogFreed(string slotId, string taskId, TaskState? state);

    [LoggerMessage(LogLevel.Error, "Nobody knows whether slot {SlotId} is still held; it is looked at again")]
    private partial void LogFailed(Exception error, string slotId);
}
