using ImageGen.Jobs.Domain;
using ImageGen.Storage.Copies;

namespace ImageGen.LifeOfAJob.Tests.Simulation.Witnesses;

/// <summary>That what is to go for good goes, all of it, and nothing else.</summary>
internal sealed partial class Witness
{
    private const string Pictures = "images/";

    private readonly Dictionary<string, Job> forgotten = [];

    /// <summary>Jobs that have gone for good, as they were.</summary>
    public IReadOnlyCollection<Job> Gone => forgotten.Values;

    /// <summary>What has gone for good was done and paid all the same.</summary>
    private IEnumerable<Job> EveryJob => life.Jobs.All.Where(IsKept).Concat(Gone);

    private static bool IsKept(Job job) => job.Purge?.DoneAt is null;

    /// <summary>An object is no more.</summary>
    public void Deleted(string key)
    {
        if (key.StartsWith(Pictures, StringComparison.Ordinal) && life.Copies.Peek(PictureOf(key)) is { Purge: null })
            Violate(Invariant.OnlyMarkedGoes, $"{key} was deleted, and its picture is to be kept");
    }

    /// <summary>Long after all is at rest.</summary>
    public void CheckSwept()
    {
        foreach (var key in life.Objects.Keys.Where(key => key.StartsWith(Pictures, StringComparison.Ordinal)))
        {
            if (life.Copies.Peek(PictureOf(key)) is not { Purge: null })
                Violate(Invariant.NoOrphans, $"{key} is in the store, and no picture has it");
        }

        foreach (var copy in life.Copies.All)
        {
            if (copy.Purge is not null)
                Violate(Invariant.NoOrphans, $"{copy.ImageId} is to go for good, and is still remembered");
            else if (copy.State == CopyState.Stored && !life.Objects.ContainsKey(copy.Picture!.Key))
                Violate(Invariant.NoOrphans, $"{copy.ImageId} is stored, and has no object");
            else if (life.Jobs.Peek(copy.JobId) is not { Purge: null })
                Violate(Invariant.NoOrphans, $"{copy.ImageId} is kept, and its job has gone for good");
        }
    }

    private void CheckPurge(Job before, Job after)
    {
        if (before.Purge is not null && after.Purge is null)
            Violate(Invariant.OnlyMarkedGoes, $"{after.Id} was to go for good, and is not any more");
        if (before.Purge is null && after.Purge is not null && !after.Ended)
            Violate(Invariant.OnlyMarkedGoes, $"{after.Id} is to go for good while it is {after.Status}");
        if (after.PurgeAsks > before.PurgeAsks && !(after.Settled && after.Purge is not null))
            Violate(Invariant.OnlyMarkedGoes, $"Storage is asked to delete {after.Id}, which is settled: {after.Settled}, marked: {after.Purge is not null}");
        if (before.Purge?.DoneAt is not null || after.Purge?.DoneAt is null)
            return;
        foreach (var picture in before.Pictures)
        {
            if (life.Copies.Peek(picture.IdIn(before)) is { } copy && copy is not { Purge.Sweeps: > 0, Picture: null })
                Violate(Invariant.NoOrphans, $"{after.Id} is forgotten before its picture {picture.IdIn(before)} is gone");
        }

        forgotten[after.Id] = before;
    }

    private void CheckPurge(ImageCopy? before, ImageCopy after)
    {
        if (before?.Purge is not null && after.Purge is null)
            Violate(Invariant.OnlyMarkedGoes, $"{after.ImageId} was to go for good, and is not any more");
        if (before?.Purge is null && after.Purge is not null && life.Jobs.Peek(after.JobId) is not { Purge: not null })
            Violate(Invariant.OnlyMarkedGoes, $"{after.ImageId} is to go for good, and its job is not");
    }

    private static string PictureOf(string key)
    {
        var name = Path.GetFileName(key);
        return name[..name.IndexOfAny(['.', '-'])];
    }
}
