using ImageGen.Jobs.Domain;
using ImageGen.LifeOfAJob.Tests.Simulation.Faults;
using ImageGen.LifeOfAJob.Tests.Simulation.People;
using ImageGen.LifeOfAJob.Tests.Simulation.Processes;
using ImageGen.LifeOfAJob.Tests.Simulation.Provider;
using ImageGen.LifeOfAJob.Tests.Simulation.World;
using ImageGen.Volcengine.Admission;
using ImageGen.Volcengine.Apis;
using ImageGen.Volcengine.Tasks;

namespace ImageGen.LifeOfAJob.Tests.Simulation.Witnesses;

/// <summary>That a failure costs its own work, and nobody else anything.</summary>
internal sealed partial class Witness
{
    /// <summary>In calm, a job that nothing is wrong with is done after so long, whatever the others are like.</summary>
    private const long LongEnough = 45 * 60_000;

    /// <summary>So long a refusal is waited out, but for a moment.</summary>
    private const long RefusalPatience = 100_000;

    /// <summary>A slot is taken for an intent that follows at once.</summary>
    private const long SlotWithoutIntent = 60_000;

    private readonly Dictionary<string, string> blames = [];
    private readonly HashSet<string> spoilt = [];
    private readonly List<(long From, long Until)> sleeps = [];
    private readonly HashSet<string> expiredInSleep = [];
    private readonly Dictionary<string, Queue<long>> asked = [];
    private long calmSince = long.MaxValue;

    /// <summary>Something is wrong with this job itself: it may fail, and take long.</summary>
    public void Blame(string jobId, string reason) => blames.TryAdd(jobId, reason);

    /// <summary>A document of it can not be read, for hours.</summary>
    public void Spoilt(string jobId)
    {
        spoilt.Add(jobId);
        Blame(jobId, "a document of it can not be read");
    }

    public void Calm()
    {
        calmSince = life.Clock.Now;
        life.Scheduler.After(LongEnough, () =>
        {
            // What goes on for ever would never be looked at in the end.
            if (life.Jobs.All.FirstOrDefault(job => !job.Ended && job.CreatedAt <= calmSince && IsInnocent(job)) is { } late)
                Violate(Invariant.GoesOn, $"{late.Id} is {late.Status} after {LongEnough / 60_000} minutes, and nothing of its own was wrong");
        });
    }

    /// <summary>The provider was asked for a result.</summary>
    public void Asked(SimulatedProcess by, string taskId, string? account)
    {
        if (account is null || life.Plan.PollsPerSecond is not { } budget || HasSkew)
            return;
        var times = asked.TryGetValue(account, out var known) ? known : asked[account] = [];
        times.Enqueue(life.Clock.Now);
        while (times.Peek() <= life.Clock.Now - 1_000)
            times.Dequeue();
        // A moment that was drawn may be used up to a second late.
        if (times.Count > (2 * budget) + 2)
            Violate(Invariant.AskedInBudget, $"{account} was asked {times.Count} times within a second, and {budget} are answered");
    }

    /// <summary>A process is to stop since then, and somebody waits for a job in it.</summary>
    public void HeldUp(SimulatedProcess process, long began)
    {
        var took = life.Clock.Now - began;
        if (took > 5_000 && process.WasAtWorkSince(began) && !life.Plan.Fronts.Any(front => front.Place == Place.Documents))
            Violate(Invariant.StopsInTime, $"{process.Name} was held up for {took / 1000} s by somebody who waits for a job");
    }

    /// <summary>A process sleeps, unless it is woken.</summary>
    public void Sleeps(long until) => sleeps.Add((life.Clock.Now, until));

    /// <summary>A process slept at some time in between.</summary>
    private bool SleptIn(long from, long to) => sleeps.Exists(sleep => sleep.From <= to && sleep.Until >= from);

    /// <summary>The last link to a picture is dead before its time.</summary>
    public void LinkEnded(LedgerEntry entry) => Blame(JobOf(entry.Part), "its link has ended");

    private bool HasSkew => life.Plan.Processes.Any(process => process.Skew != 0);

    private void BlameFor(SimulatedProcess by, LedgerEntry entry)
    {
        if (entry.Kind is SubmitKind.AccountRefused or SubmitKind.NotPermitted && (IsRefusedForLong(by, entry) || !OthersServe(by, entry.Model)))
            Blame(JobOf(entry.Part), "its account is refused for long");

        if (entry.Kind is not (SubmitKind.Accepted or SubmitKind.InBytes or SubmitKind.InBothShapes or SubmitKind.NotSent
            or SubmitKind.Throttled or SubmitKind.ThrottledLate or SubmitKind.AccountRefused or SubmitKind.NotPermitted))
        {
            Blame(JobOf(entry.Part), $"its submission was {entry.Kind}");
        }

        if (entry is { Paid: true, Fate: not (TaskFate.Done or TaskFate.LateLinks) })
            Blame(JobOf(entry.Part), $"its result is {entry.Fate}");
    }

    /// <summary>Longer than the workers wait for it to pass.</summary>
    private bool IsRefusedForLong(SimulatedProcess by, LedgerEntry entry) =>
        life.Weather.Of(Place.Submits, by, entry.Account) is { } front && front.Until - front.From > RefusalPatience;

    /// <summary>Somebody is there who is not refused.</summary>
    private bool OthersServe(SimulatedProcess by, string model) => !IsRefusedItself(by) || life.Workers.Any(other => other != by
        && other.WasAtWorkSince(life.Clock.Now - RefusalPatience) && other.Plan.Serves(model) && !IsRefusedItself(other));

    private static bool IsRefusedItself(SimulatedProcess worker) => worker.Plan.HasDeadKeys || worker.Plan.HasWrongClock;

    private void Watch(Slot? before, Slot? after)
    {
        if (after is not { IsTaken: true } || after.SubmitId == before?.SubmitId || life.Acting is not { } acting)
            return;
        var (taker, taken) = (acting.Process, life.Clock.Now);
        life.Scheduler.After(SlotWithoutIntent, () =>
        {
            if (life.Slots.Peek(after.Id) is not { } slot || slot.SubmitId != after.SubmitId)
                return;
            var holder = life.Tasks.Peek(slot.TaskId!);
            var intended = holder?.Submission?.Id == slot.SubmitId && holder?.State is not TaskState.Ready;
            // Who ends in good order is not disturbed: it had the time to give it back. Whom the store failed later had nothing to do that with.
            var disturbed = taker.DisturbedAt >= taken || taker.StoreFailedAt > taken;
            if (!intended && !disturbed)
                Violate(Invariant.NothingIsLeft, $"{slot.Id} is held for {slot.TaskId} ({holder?.State}) though nobody is about to submit it");
        });
    }

    private void Watch(Rate? before, Rate? after)
    {
        if (after is not null && !HasSkew && after.NextAt > life.Clock.Now + 3_000)
            Violate(Invariant.AskingGoesOn, $"nobody asks before {(after.NextAt - life.Clock.Now) / 1000.0:0.0} s have passed ({after.Id})");
    }

    private void CheckInnocents()
    {
        foreach (var job in life.Jobs.All.Where(IsInnocent))
        {
            if (job.Status != JobStatus.Succeeded && !(job.Status == JobStatus.Expired && expiredInSleep.Contains(job.Id)))
                Violate(Invariant.CostsOnlyItself, $"{job.Id} is {job.Status} ({job.EndCode ?? job.Pictures.FirstOrDefault(picture => picture.Error is not null)?.Error?.Code}), and nothing of its own was wrong");
            var begins = Math.Max(job.CreatedAt, calmSince);
            if (job.FinishedAt > begins + LongEnough)
                Violate(Invariant.GoesOn, $"{job.Id} took {(job.FinishedAt - begins) / 60_000} minutes, and nothing of its own was wrong");
        }
    }

    /// <summary>A deadline that passes while a process sleeps: it may be the one that had to look for the picture.</summary>
    private void NoteExpiry(Job before, Job after)
    {
        if (after.Status == JobStatus.Expired && before.ExpiresAt is { } deadline && SleptIn(deadline, deadline))
            expiredInSleep.Add(after.Id);
    }

    private bool IsInnocent(Job job) => !blames.ContainsKey(job.Id) && ReasonOf(life.OrderOf(job.Id + ":")) is null;

    /// <returns>Null where it is an ordinary one.</returns>
    private static string? ReasonOf(Order? order) => order switch
    {
        null => "nobody ordered it",
        { Quirk: not Quirk.None } => order.Quirk.ToString(),
        { DeadlineSeconds: not null } or { QueueDeadlineSeconds: not null } => "it has a deadline of its own",
        _ => null,
    };

    private void CheckNothingIsLeft()
    {
        foreach (var worker in life.Workers)
        {
            foreach (var account in worker.Plan.Accounts)
            {
                foreach (var model in Models.All)
                {
                    foreach (var credential in new[] { account.Key(worker.Plan), "ark-" + account.Key(worker.Plan) })
                    {
                        if (worker.Parts.Get<WireLimits>().Of(ProviderAccount.IdOf(credential), model).InHand is > 0 and var held)
                            Violate(Invariant.NothingIsLeft, $"{worker.Name} holds {held} places for {model}, and submits nothing");
                    }
                }
            }
        }
    }
}
