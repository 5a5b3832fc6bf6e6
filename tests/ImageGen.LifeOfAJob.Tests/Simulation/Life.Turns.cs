using ImageGen.Jobs.Domain;
using ImageGen.Jobs.Quotas;
using ImageGen.LifeOfAJob.Tests.Simulation.Witnesses;
using ImageGen.LifeOfAJob.Tests.Simulation.World;
using ImageGen.ObjectStorage.Keys;
using ImageGen.Storage.Copies;
using ImageGen.Volcengine.Tasks;

namespace ImageGen.LifeOfAJob.Tests.Simulation;

/// <summary>How time passes: one turn is one thing that happens.</summary>
internal sealed partial class Life
{
    private const int MostTurns = 200_000;

    /// <summary>Longer than anything is waited for, in milliseconds.</summary>
    private const long MostTime = 40 * 24 * 3_600_000L;

    /// <summary>So long after all is calm an operator repairs what can not be read, in milliseconds.</summary>
    private const long RepairedAfter = 3_600_000;

    /// <summary>Where nothing happens for so long it is worth a look whether anything will.</summary>
    private const long Lull = 1_000;

    /// <summary>Some document can not be read.</summary>
    private bool isSpoilt;

    /// <summary>When it was begun, or gone on with.</summary>
    private long beganAt = Clock.Start;

    /// <summary>Lives it to its end; the violation, if there was one, is in <see cref="Witness"/>.</summary>
    public Life Run()
    {
        beganAt = Clock.Now;
        Context.IsOver = false;
        while (Witness.Violation is null && Turn() && Turns <= MostTurns)
        {
        }

        Context.IsOver = true;
        return this;
    }

    /// <summary>Does something to this world, and then lives on until it is at rest again.</summary>
    public Life Then(Action<Life> work)
    {
        work(this);
        return Run();
    }

    /// <returns>False when all is at rest for good.</returns>
    private bool Turn()
    {
        if (++Turns > MostTurns)
            Witness.Violate(Invariant.NeverStuck, $"no end after {MostTurns} turns: {WhatIsOpen()}");
        if (Context.WasLeftBy is { } elsewhere)
            Witness.Violate(Invariant.NoSurprises, $"something went on on another thread: {elsewhere}");
        if (!IsCalm && Clock.Now >= Clock.Start + Plan.CalmAt)
            BeCalm();
        foreach (var person in People)
            person.Look();
        if (Rests.Beat(Clock.Now) is { } beat && IsListening())
        {
            beat.Fire();
            return true;
        }

        var (next, resting) = (Scheduler.Next, Rests.Next());
        var time = Earlier(next, resting?.At);
        if (!(time <= Clock.Now + Lull) && IsAtRest())
            return !AtRest();
        if (time is not { } now)
        {
            Witness.Violate(Invariant.NeverStuck, $"nothing will ever happen again: {WhatIsOpen()}");
            return false;
        }

        Clock.Now = Math.Max(now, Clock.Now);
        if (Clock.Now > beganAt + MostTime)
            Witness.Violate(Invariant.NeverStuck, $"no end after {MostTime / (24 * 3_600_000L)} days: {WhatIsOpen()}");
        if (resting is { } rest && rest.At <= now && !(next < rest.At))
            rest.Timer.Fire();
        else
            Scheduler.Happen();
        Context.Pump();
        return true;
    }

    private static long? Earlier(long? one, long? other) => one is null ? other : other is null ? one : Math.Min(one.Value, other.Value);

    private void BeCalm()
    {
        Trace.Add($"{Clock} no more faults");
        IsCalm = true;
        foreach (var process in Processes)
            process.Wake();
        Witness.Calm();
    }

    /// <summary>Somebody goes by what processes say of themselves again and again: who asks for a model, and who submits.</summary>
    private bool IsListening() => asking > 0 || !Bus.IsEmpty || Tasks.All.Any(task => task.State is TaskState.Ready or TaskState.Submitting);

    private bool IsAtRest() => Bus.IsEmpty
        && !isSpoilt
        && Processes.All(process => process.IsUp && process.IsIdle)
        && People.All(person => !person.IsBusy && !person.IsRepeating)
        && Jobs.All.All(job => job.Outbox.Count == 0 && (job.Settled || IsWaitingForAPerson(job)) && !job.Attempts.Any(attempt => JobRules.Owes(job, attempt)))
        && !Jobs.All.Any(IsGoing)
        && Ledgers.All.All(ledger => ledger.Outbox.Count == 0 && ledger.Open.All(IsKept))
        && Tasks.All.All(task => task.Outbox.Count == 0 && task.State is not (TaskState.Ready or TaskState.Submitting or TaskState.Running))
        && Copies.All.All(copy => copy.Outbox.Count == 0 && copy.State != CopyState.Waiting && copy.Purge?.Sweeps != 0)
        && Slots.All.All(slot => !slot.IsTaken)
        && !Needless().Any();

    /// <summary>What was put aside for a copy that has been made meanwhile.</summary>
    public IEnumerable<string> Needless() => ObjectsIn(PictureKeys.IncomingFolder)
        .Where(kept => Copies.Peek(kept.Key[(PictureKeys.IncomingFolder.Length + 1)..]) is { State: CopyState.Stored } or { Purge: not null })
        .Select(kept => kept.Key);

    /// <summary>Why it is not at rest.</summary>
    private string WhatIsOpen() => string.Join(", ", [
        .. Jobs.All.Where(job => !job.Settled).Select(job => $"{job.Id} is {job.Status}"),
        .. Jobs.All.Where(IsGoing).Select(job => $"{job.Id} is to go for good"),
        .. Ledgers.All.SelectMany(ledger => ledger.Open.Where(open => !IsKept(open)).Select(open => $"{ledger.Id} reserves {open.Pictures} for {open.JobId}:{open.Attempt}")),
        .. People.Where(person => person.IsBusy).Select(person => $"{person.Order.Owner} waits for {person.JobId}"),
        .. Needless(),
        .. Tasks.All.Where(task => task.Outbox.Count > 0 || task.State is TaskState.Ready or TaskState.Submitting or TaskState.Running).Select(task => $"{task.Id} is {task.State}"),
        .. Copies.All.Where(copy => copy.Outbox.Count > 0 || copy.State == CopyState.Waiting).Select(copy => $"{copy.ImageId} is {copy.State}"),
        .. Processes.Where(process => !process.IsUp || !process.IsIdle).Select(process => $"{process.Name} {process.WhatIsOpen()}"),
        .. Slots.All.Where(slot => slot.IsTaken).Select(slot => $"{slot.Id} is taken by {slot.TaskId}")]);

    /// <summary>It needs a person, and all else about it is known.</summary>
    private static bool IsWaitingForAPerson(Job job) => job.Status == JobStatus.NeedsAttention
        && job.Pictures.All(picture => picture.State.IsFinal() || (picture.State == PictureState.Unknown && job.Decides(picture)));

    /// <summary>Something of it is about to go for good. What only waits for its bill to be certain does so for days.</summary>
    private bool IsGoing(Job job) => job.PurgeAt <= Clock.Now + 3_600_000;

    /// <summary>Its attempt has not ended.</summary>
    private bool IsKept(Reservation open) => Jobs.Peek(open.JobId)?.Attempts.Any(attempt => attempt.Number == open.Attempt && attempt.Booking is { Settled: null }) == true;

    /// <returns>True where nobody wants anything more.</returns>
    private bool AtRest()
    {
        if (!IsCalm)
            BeCalm();
        if (People.Any(person => person.LookAtTheEnd()))
            return false;
        Witness.CheckAtRest();
        return true;
    }

    private void Intervene(Intervention intervention)
    {
        if (IsCalm)
            return;
        Trace.Add($"{Clock} {intervention.Kind} {intervention.Process}");
        var process = Processes.FirstOrDefault(process => process.Name == intervention.Process);
        switch (intervention.Kind)
        {
            case InterventionKind.Kill:
                Deaths++;
                process?.Kill(intervention.For);
                break;
            case InterventionKind.Stop:
                process?.Stop(intervention.For);
                break;
            case InterventionKind.Sleep:
                process?.Sleep(intervention.For);
                break;
            case InterventionKind.Restore:
                var backups = Stores.Select(store => store.Backup()).ToList();
                Scheduler.After(intervention.For, () => Restore(backups));
                break;
            case InterventionKind.Spoil:
                if (AnyDocument() is { } spoilt)
                {
                    spoilt.Store.Spoil(spoilt.Id);
                    Witness.Spoilt(JobOf(spoilt.Id));
                    isSpoilt = true;
                    Scheduler.At(Clock.Start + Plan.CalmAt + RepairedAfter, Repair);
                }

                break;
            case InterventionKind.Enrich:
                if (AnyDocument() is { } enriched)
                    enriched.Store.Enrich(enriched.Id);
                break;
        }
    }

    private void Repair()
    {
        Stores.ToList().ForEach(store => store.Repair());
        isSpoilt = false;
    }

    private void Restore(List<Action> backups)
    {
        if (IsCalm)
            return;
        Trace.Add($"{Clock} the database is restored");
        RestoredAs = "last night";
        foreach (var process in Processes)
            process.Kill(downFor: 1_000);
        Bus.Forget();
        foreach (var backup in backups)
            backup();
        Witness.Restored();
    }

    /// <summary>One that belongs to a job.</summary>
    private (ISimulatedStore Store, string Id)? AnyDocument()
    {
        ISimulatedStore[] stores = [Jobs, Tasks, Copies];
        var store = stores[Prng.Below(stores.Length)];
        if (store.Ids.Count == 0)
            return null;
        var id = store.Ids[Prng.Below(store.Ids.Count)];
        Trace.Add($"       {id} of {store.Name}");
        return (store, id);
    }

    /// <summary>The job of one of its documents.</summary>
    private static string JobOf(string id) => id.StartsWith("img_", StringComparison.Ordinal) ? "job_" + id.Split('_')[1] : id.Split(':')[0];
}
