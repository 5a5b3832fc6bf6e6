using ImageGen.Contracts;
using ImageGen.LifeOfAJob.Tests.Simulation.Provider;
using ImageGen.Storage.Copies;
using ImageGen.Volcengine.Tasks;

namespace ImageGen.LifeOfAJob.Tests.Simulation.Witnesses;

/// <summary>That nothing is lost that was paid.</summary>
internal sealed partial class Witness
{
    /// <summary>The provider keeps a task for twelve hours; after thirteen nobody asks for it.</summary>
    private const long Forgotten = 13 * 3_600_000;

    /// <summary>So long nobody believes that a result without pictures is all there is.</summary>
    private const long Patience = 5 * 60_000;

    private void CheckEnd(GenerationTask? before, GenerationTask after)
    {
        if (before is not { State: TaskState.Running } || life.Provider.OfTask(after.ProviderTaskId) is not { } entry)
            return;
        var now = life.Clock.Now;
        var (isTrue, word) = after.State switch
        {
            TaskState.Failed => (entry.Fate == TaskFate.Failed || (entry.Fate == TaskFate.NoLinks && now >= entry.DoneAt + Patience), "failed"),
            TaskState.Lost => (life.Provider.Forgets(entry) || now >= before.StartedAt + Forgotten, "forgotten"),
            TaskState.Running or TaskState.Delivered => (true, ""),
            _ => (false, "anything like it"),
        };
        if (!isTrue)
            Violate(Invariant.EndsByItsWord, $"{after.Id} was running and is {after.State} ({after.Error?.Code}); the provider has not {word} {entry.TaskId} ({entry.Fate})");
    }

    /// <returns>Null where nobody can read it any more.</returns>
    private string? WhyReadable(ImageCopy copy)
    {
        if (copy.Source.Key is { } key)
            return life.Objects.ContainsKey(key) ? $"{key} is in our own store" : null;
        var part = PartOf(copy.JobId, copy.Attempt, copy.Index);
        if (life.Provider.OfPart(part.Id).FirstOrDefault(entry => entry.Billed > part.Position) is not { } made)
            return null;
        if (life.Clock.Now < made.DoneAt + PictureHost.KeepsPictures)
            return $"its link lives for {(made.DoneAt + PictureHost.KeepsPictures - life.Clock.Now) / 60_000} more minutes";
        return null;
    }

    private void CheckPaidPictures()
    {
        foreach (var entry in life.Provider.Ledger.Where(entry => entry.Billed > 0 && !forgotten.ContainsKey(JobOf(entry.Part))))
        {
            var task = life.Tasks.Peek(entry.Part);
            foreach (var position in task is null ? [] : entry.Held.Union(entry.Known))
            {
                if (position >= entry.Billed)
                    continue;
                var index = task!.Indices[position];
                var copy = life.Copies.Peek(ImageId.Of(task.JobId, task.Attempt, index));
                // Where it is lost or gone, that was looked at when it happened.
                if (copy is not { State: CopyState.Stored or CopyState.Gone } && task.State != TaskState.Lost)
                    Violate(Invariant.PaidPictureArrives, $"{entry.TaskId} of {entry.Part} is paid and known, but its picture {index} is not there");
            }
        }
    }
}
