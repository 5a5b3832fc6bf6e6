using ImageGen.Contracts;
using ImageGen.Jobs;
using ImageGen.Storage.Copies;
using ImageGen.Volcengine.Providers;
using ImageGen.Volcengine.Tasks;

namespace ImageGen.LifeOfAJob.Tests.Simulation;

/// <summary>Sees every write and every submission, and says what must never be.</summary>
internal sealed partial class Witness
{
    private readonly Life life;
    private readonly Dictionary<string, (string Part, int Places)> intents = [];
    private readonly HashSet<string> givenUp = [];
    private readonly HashSet<string> purged = [];
    private readonly Dictionary<long, string> snapshots = [];

    public Witness(Life life)
    {
        this.life = life;
        life.Jobs.Watch = Watch;
        life.Tasks.Watch = Watch;
        life.Copies.Watch = Watch;
    }

    public Violation? Violation { get; private set; }

    public void Violate(Invariant invariant, string message) => Violation ??= new Violation(invariant, message);

    public (string Part, int Places)? IntentOf(ProviderCall call)
    {
        if (intents.TryGetValue(call.Body, out var intent))
            return intent;
        Violate(Invariant.IntentFirst, $"{call.Body} went out without an intent");
        return null;
    }

    public void Submitted(LedgerEntry entry, IReadOnlyList<LedgerEntry> before)
    {
        if (before.FirstOrDefault(other => other.Part == entry.Part && other.Counts) is { } first)
            Violate(Invariant.PaidOnce, $"{entry.Part} was submitted again ({entry.Kind}) after {first.TaskId} ({first.Kind})");
        CheckLimit(entry, before);
        foreach (var job in life.Jobs.All)
            CheckStopped(job, [entry]);
    }

    private void CheckLimit(LedgerEntry entry, IReadOnlyList<LedgerEntry> before)
    {
        // Whoever slept on its intent until it was given up may have lost its slot as well: nobody can hold back what it sends then.
        entry.GivenUpBefore = life.Tasks.Peek(entry.Part)?.State != TaskState.Submitting;
        var running = before.Append(entry).Count(other => other is { Paid: true, IsSynchronous: false, GivenUpBefore: false } && life.Clock.Now < other.DoneAt);
        if (running > life.Plan.Limit)
            Violate(Invariant.LimitHolds, $"with {entry.Part} there are {running} tasks at the provider, and {life.Plan.Limit} may be");
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

    public void Announced(JobChanged hint)
    {
        if (snapshots.TryGetValue(hint.Version, out var known) && known != hint.Snapshot)
            Violate(Invariant.SnapshotsGrow, $"two snapshots of version {hint.Version}");
        snapshots[hint.Version] = hint.Snapshot;
        if (life.Jobs.Peek(hint.JobId) is not { } job || job.Revision < hint.Version)
            Violate(Invariant.SnapshotsGrow, $"version {hint.Version} was announced before it was");
    }

    private void Watch(Job? before, Job? after)
    {
        if (before is null || after is null)
            return;
        if (before.Ended && before.Attempt == after.Attempt && before.Status != after.Status)
            Violate(Invariant.EndStaysEnd, $"an end status changed from {before.Status} to {after.Status}");
        if (after.Revision < before.Revision || (after.Revision == before.Revision && after.Status != before.Status))
            Violate(Invariant.SnapshotsGrow, $"revision {before.Revision} became {after.Revision}");
        foreach (var (was, now) in before.Pictures.Zip(after.Pictures))
        {
            if (was.State is PictureState.Stored && now.State != was.State)
                Violate(Invariant.NothingLearnedIsLost, $"a stored picture became {now.State}");
        }
        CheckStopped(after, life.Provider.Ledger);
    }

    private void Watch(GenerationTask? before, GenerationTask? after)
    {
        if (after is null)
        {
            purged.Add(before!.Id);
            return;
        }
        if (before?.State != after.State)
            life.Trace.Add($"       task {after.Id}: {before?.State.ToString() ?? "none"} to {after.State}");
        if (after.State == TaskState.Submitting)
        {
            intents[after.Submission!.Body] = (after.Id, after.Indices.Count);
            if (before?.State != TaskState.Submitting && givenUp.Contains(after.Id))
                Violate(Invariant.GivenUpStaysGivenUp, $"{after.Id} was given up and is submitted anew");
        }
        if (after.State is TaskState.Unknown or TaskState.Abandoned or TaskState.Canceled)
            givenUp.Add(after.Id);
        if (before?.ProviderTaskId is { } known && after.ProviderTaskId != known)
            Violate(Invariant.NothingLearnedIsLost, $"{after.Id} no longer knows {known}");
        if (before?.Result?.Images.All(image => after.Result?.Images.Any(kept => kept.Index == image.Index) == true) == false)
            Violate(Invariant.NothingLearnedIsLost, $"{after.Id} has lost a picture");
        foreach (var entry in life.Provider.Ledger)
        {
            if (entry.Part != after.Id)
                continue;
            if (after.ProviderTaskId == entry.TaskId)
                entry.Known.UnionWith(Enumerable.Range(0, entry.Pictures));
            else if (entry.IsSynchronous && after.Result is { } result)
                entry.Known.UnionWith(result.Images.Select(image => PositionOf(after, image.Index)));
        }
    }

    private void Watch(ImageCopy? before, ImageCopy? after)
    {
        if (after is null || after.State == before?.State)
            return;
        life.Trace.Add($"       copy {after.ImageId}: {before?.State.ToString() ?? "none"} to {after.State}");
        if (before is { State: CopyState.Stored or CopyState.Gone })
            Violate(Invariant.NothingLearnedIsLost, $"{after.ImageId} was {before.State} and became {after.State}");
        if (after.State == CopyState.Gone && !MayBeGone(after))
            Violate(Invariant.GoneMeansGone, $"{after.ImageId} was given up though the provider still has it: {after.Error?.Code}");
    }

    private bool MayBeGone(ImageCopy copy)
    {
        var part = PartOf(copy.JobId, copy.Attempt, copy.Index);
        return life.Provider.Ledger.Any(entry => entry.Part == part.Id && entry.Paid
            && (entry.Fate == TaskFate.Spoilt || (!IsReadable(copy.Source) && (entry.IsSynchronous || life.Provider.Forgets(entry)))));
    }

    private bool IsReadable(CopySource source) => source switch
    {
        { Key: { } key } => life.Objects.ContainsKey(key),
        { Url: { } url } => life.Provider.IsReadable(url),
        _ => false,
    };

    private void CheckStopped(Job job, IReadOnlyList<LedgerEntry> ledger)
    {
        foreach (var attempt in job.Attempts)
        {
            if (attempt.Cancellation == Cancellation.Stopped && ledger.FirstOrDefault(entry => entry.Paid && IsOf(entry, job, attempt.Number)) is { } paid)
                Violate(Invariant.StoppedIsUnpaid, $"attempt {attempt.Number} is said to be stopped, but {paid.Part} was paid");
        }
    }

    private static bool IsOf(LedgerEntry entry, Job job, int attempt) => entry.Part.StartsWith($"{job.Id}:{attempt}:", StringComparison.Ordinal);

    private (string Id, int Position) PartOf(string jobId, int attempt, int index)
    {
        var task = life.Tasks.All.FirstOrDefault(task => task.JobId == jobId && task.Attempt == attempt && task.Indices.Contains(index));
        return task is null ? ("", -1) : (task.Id, PositionOf(task, index));
    }

    private static int PositionOf(GenerationTask task, int index) => task.Indices.ToList().IndexOf(index);
}
