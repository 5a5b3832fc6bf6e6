using ImageGen.Contracts;
using ImageGen.Jobs.Domain;
using ImageGen.LifeOfAJob.Tests.Simulation.Processes;
using ImageGen.LifeOfAJob.Tests.Simulation.Provider;
using ImageGen.LifeOfAJob.Tests.Simulation.World;
using ImageGen.Messaging;
using ImageGen.Persistence;
using ImageGen.Storage.Copies;
using ImageGen.Volcengine.Admission;
using ImageGen.Volcengine.Tasks;

namespace ImageGen.LifeOfAJob.Tests.Simulation.Witnesses;

/// <summary>Sees every write, every message, every request and every submission, and says what must never be.</summary>
internal sealed partial class Witness
{
    /// <summary>Who puts his database back loses what it knew; he pays for nothing again all the same.</summary>
    private static readonly HashSet<Invariant> HoldsAfterRestore =
        [Invariant.PaidOnce, Invariant.IntentFirst, Invariant.StoppedIsUnpaid, Invariant.UnbilledIsUnpaid, Invariant.ClocksStopNothing, Invariant.NeverStuck, Invariant.NoSurprises];

    private readonly Life life;
    private readonly HashSet<string> purged = [];
    private bool isRestored;
    private readonly Dictionary<(string JobId, long Version), string> snapshots = [];

    public Witness(Life life)
    {
        this.life = life;
        life.Jobs.Watch = Watch;
        life.Tasks.Watch = Watch;
        life.Copies.Watch = Watch;
        life.Slots.Watch = Watch;
        life.StoreOf<Rate>().Watch = Watch;
    }

    public Violation? Violation { get; private set; }

    public void Violate(Invariant invariant, string message)
    {
        if (Violation is not null || (isRestored && !HoldsAfterRestore.Contains(invariant)))
            return;
        life.Trace.Add($"{life.Clock} {invariant}: {message}");
        Violation = new Violation(invariant, message);
    }

    /// <summary>An exception that somebody met; those that nobody injected are findings.</summary>
    public void Caught(SimulatedProcess process, string where, Exception error)
    {
        life.Trace.Note($"       {process.Name} {where}: {error.GetType().Name}");
        if (!IsInjected(error))
            Violate(Invariant.NoSurprises, $"{process.Name} {where}: {error}");
    }

    /// <summary>What only this process knew is lost with it.</summary>
    public void Died(SimulatedProcess process)
    {
        foreach (var entry in life.Provider.Ledger)
        {
            if (entry.HeldBy == process)
                entry.Held.Clear();
        }
    }

    /// <summary>The database is what it was some time before.</summary>
    public void Restored() => isRestored = true;

    /// <summary>It has ended by itself: what it held it had the time to write down.</summary>
    public void Ended(SimulatedProcess process, bool orderly)
    {
        if (!orderly)
            Died(process);
    }

    public void Announced(JobChanged hint)
    {
        if (snapshots.TryGetValue((hint.JobId, hint.Version), out var known) && known != hint.Snapshot)
            Violate(Invariant.SnapshotsGrow, $"two snapshots of version {hint.Version} of {hint.JobId}");
        snapshots[(hint.JobId, hint.Version)] = hint.Snapshot;
        if (life.Jobs.Peek(hint.JobId) is not { } job || job.Revision < hint.Version)
            Violate(Invariant.SnapshotsGrow, $"version {hint.Version} of {hint.JobId} was announced before it was");
    }

    private static bool IsInjected(Exception error) => error switch
    {
        InjectedFaultException or UnreadableDocumentException or MessageNotSentException or OperationCanceledException => true,
        AggregateException many => many.InnerExceptions.All(IsInjected),
        { InnerException: { } inner } => IsInjected(inner),
        _ => false,
    };

    private void Watch(Job? before, Job? after)
    {
        if (before is null || after is null)
            return;
        CheckPurge(before, after);
        if (after.Purge?.DoneAt is not null)
            return;
        if (before.Status != after.Status)
            life.Trace.Add($"       {after.Id}: {before.Status} to {after.Status} {after.EndCode}");
        if (before.Ended && before.Attempt == after.Attempt && before.Status != after.Status)
            Violate(Invariant.EndStaysEnd, $"the end status of {after.Id} changed from {before.Status} to {after.Status}");
        if (after.Revision < before.Revision || (after.Revision == before.Revision && after.Status != before.Status))
            Violate(Invariant.SnapshotsGrow, $"revision {before.Revision} of {after.Id} became {after.Revision}");
        foreach (var (was, now) in before.Pictures.Zip(after.Pictures))
        {
            if (was.State is PictureState.Stored && now.State != was.State)
                Violate(Invariant.NothingLearnedIsLost, $"a stored picture of {after.Id} became {now.State}");
        }

        CheckStopped(after);
        CheckUnbilled(after);
        CheckWithdrawn(before, after);
        CheckExpired(before, after);
        NoteExpiry(before, after);
        if (after.Attempt > before.Attempt)
            CheckRetry(before, after);
    }

    private void Watch(GenerationTask? before, GenerationTask? after)
    {
        if (after is null)
        {
            purged.Add(before!.Id);
            return;
        }

        if (before?.State != after.State)
        {
            life.Trace.Add($"       task {after.Id}: {before?.State.ToString() ?? "none"} to {after.State}");
            Moved(before, after);
        }

        CheckWaiting(after);
        if (after.StopRequested && before?.StopRequested == false)
            wishedAt[after.Id] = life.Clock.Now;
        if (before?.ProviderTaskId is { } known && after.ProviderTaskId != known)
            Violate(Invariant.NothingLearnedIsLost, $"{after.Id} no longer knows {known}");
        if (before?.Result?.Images.All(image => after.Result?.Images.Any(kept => kept.Index == image.Index) == true) == false)
            Violate(Invariant.NothingLearnedIsLost, $"{after.Id} has lost a picture");
        CheckUnbilled(after);
        foreach (var entry in life.Provider.OfPart(after.Id))
        {
            if (after.ProviderTaskId == entry.TaskId)
                entry.Known.UnionWith(Enumerable.Range(0, entry.Pictures));
            else if (entry.IsSynchronous && after.Result is { } result)
                entry.Known.UnionWith(result.Images.Select(image => PositionOf(after, image.Index)));
        }
    }

    private void Watch(ImageCopy? before, ImageCopy? after)
    {
        if (after is null)
            return;
        CheckPurge(before, after);
        if (after.State == before?.State || after.Purge is not null)
            return;
        life.Trace.Add($"       copy {after.ImageId}: {before?.State.ToString() ?? "none"} to {after.State}");
        if (before is { State: CopyState.Stored } || (before is { State: CopyState.Gone } && after.State != CopyState.Stored))
            Violate(Invariant.NothingLearnedIsLost, $"{after.ImageId} was {before.State} and became {after.State}");
        if (after.State == CopyState.Gone && WhyReadable(after) is { } reason)
            Violate(Invariant.GoneMeansGone, $"{after.ImageId} was given up ({after.Error?.Code}), but {reason}");
    }

    private static bool IsOf(LedgerEntry entry, string jobId, int attempt) => entry.Part.StartsWith($"{jobId}:{attempt}:", StringComparison.Ordinal);

    private static string JobOf(string part) => part[..part.IndexOf(':', StringComparison.Ordinal)];

    private (string Id, int Position) PartOf(string jobId, int attempt, int index)
    {
        var task = life.Tasks.All.FirstOrDefault(task => task.JobId == jobId && task.Attempt == attempt && task.Indices.Contains(index));
        return task is null ? ("", -1) : (task.Id, PositionOf(task, index));
    }

    private static int PositionOf(GenerationTask task, int index) => task.Indices.ToList().IndexOf(index);
}
