using ImageGen.Contracts;
using ImageGen.Jobs.Domain;
using ImageGen.LifeOfAJob.Tests.Simulation.Processes;
using ImageGen.LifeOfAJob.Tests.Simulation.Provider;
using ImageGen.Messaging;
using ImageGen.Messaging.Outbox;
using ImageGen.Volcengine.Tasks;

namespace ImageGen.LifeOfAJob.Tests.Simulation.Witnesses;

/// <summary>That nothing is paid twice, and nothing behind anybody's back.</summary>
internal sealed partial class Witness
{
    /// <summary>For so long a dispatcher may still be on its way with what it has read before.</summary>
    private const long OutboxLease = 40_000;

    private readonly Dictionary<string, int> intents = [];
    private readonly HashSet<string> givenUp = [];
    private readonly HashSet<(string JobId, int Attempt)> wishes = [];
    private readonly HashSet<(string JobId, int Attempt)> left = [];
    private readonly Dictionary<(string JobId, int Attempt), long> withdrawn = [];

    /// <summary>A request to make pictures has arrived at the provider, or is lost on the way.</summary>
    public void Submitted(SimulatedProcess by, LedgerEntry entry)
    {
        var before = life.Provider.OfPart(entry.Part);
        if (before.Count >= intents.GetValueOrDefault(entry.Part))
            Violate(Invariant.IntentFirst, $"{entry.Part} went out without an intent");
        if (before.FirstOrDefault(other => other.Counts) is { } first)
            Violate(Invariant.PaidOnce, $"{entry.Part} was submitted again ({entry.Kind}) after {first.TaskId} ({first.Kind})");
        CheckLimit(entry);
        foreach (var job in life.Jobs.All)
            CheckStopped(job, entry);
        BlameFor(by, entry);
        Overtaken(entry);
    }

    /// <summary>A person wants this attempt stopped, and with it what it waits for from earlier ones.</summary>
    public void Wishes(string jobId, int attempt)
    {
        wishes.Add((jobId, attempt));
        foreach (var place in life.Jobs.Peek(jobId)?.Attempts[attempt - 1].Awaits ?? [])
            wishes.Add((jobId, place.Attempt));
        Blame(jobId, "a person canceled");
    }

    /// <summary>The provider was asked to stop a task.</summary>
    public void CancelHeard(LedgerEntry entry)
    {
        if (!wishes.Any(wish => IsOf(entry, wish.JobId, wish.Attempt)))
            Violate(Invariant.ClocksStopNothing, $"the provider was told to stop {entry.Part}, which no person wanted");
    }

    public void Published(SimulatedProcess by, OutboxEntry entry)
    {
        if (entry.Type != nameof(GenerateImage))
            return;
        var command = (GenerateImage)MessageTypes.Read(entry);
        left.Add((command.JobId, command.Attempt));
        if (withdrawn.TryGetValue((command.JobId, command.Attempt), out var at) && life.Clock.Now > at + OutboxLease && by.WasAtWorkSince(at))
            Violate(Invariant.WithdrawnStaysHere, $"the command of {command.JobId} left {(life.Clock.Now - at) / 1000} s after it was canceled");
    }

    private void CheckWithdrawn(Job before, Job after)
    {
        var attempt = (after.Id, after.Attempt);
        if (after.Attempt == before.Attempt && after.Current.Canceled && !before.Current.Canceled && !left.Contains(attempt))
            withdrawn[attempt] = life.Clock.Now;
    }

    private void CheckLimit(LedgerEntry entry)
    {
        // Whoever slept on its intent until it was given up may have lost its slot as well: nobody can hold back what it sends then.
        entry.GivenUpBefore = life.Tasks.Peek(entry.Part)?.State != TaskState.Submitting;
        if (life.Plan.Concurrency is not { } limit || entry.IsSynchronous)
            return;
        var running = life.Provider.Ledger.Append(entry).Count(other => other.Account == entry.Account && other.Model == entry.Model
            && other is { Paid: true, GivenUpBefore: false, IsStopped: false, Fate: not TaskFate.Pending } && life.Clock.Now < other.DoneAt);
        if (running > limit)
            Violate(Invariant.LimitHolds, $"with {entry.Part} there are {running} tasks of {entry.Model} at the provider, and {limit} may be");
    }

    private void CheckStopped(Job job)
    {
        foreach (var entry in life.Provider.Ledger)
            CheckStopped(job, entry);
    }

    private void CheckStopped(Job job, LedgerEntry entry)
    {
        foreach (var attempt in job.Attempts)
        {
            if (attempt.Cancellation == Cancellation.Stopped && entry.Paid && IsOf(entry, job.Id, attempt.Number))
                Violate(Invariant.StoppedIsUnpaid, $"attempt {attempt.Number} of {job.Id} is said to be stopped, but {entry.Part} was paid");
        }
    }

    private void CheckUnbilled(GenerationTask task)
    {
        if (task.Billed != false)
            return;
        foreach (var entry in life.Provider.OfPart(task.Id))
        {
            // Of what the provider was asked to stop nobody knows what it bills, unless it says itself that it failed.
            if (entry.Billed > 0 || entry is { CancelTakenAt: not null, Fate: not TaskFate.Failed })
                Violate(Invariant.UnbilledIsUnpaid, $"{task.Id} is {task.State} ({task.Error?.Code}) and said not to be billed, but {entry.TaskId} is on the bill ({entry.Kind}, {entry.Fate})");
        }
    }

    private void CheckUnbilled(Job job)
    {
        foreach (var picture in job.Pictures)
        {
            if (picture.Billed != false)
                continue;
            var part = PartOf(job.Id, picture.Attempt, picture.Index);
            if (life.Provider.OfPart(part.Id).FirstOrDefault(entry => entry.Billed > part.Position) is { } paid && !paid.IsStream)
                Violate(Invariant.UnbilledIsUnpaid, $"picture {picture.Attempt}/{picture.Index} of {job.Id} is {picture.State} and said not to be billed, but {paid.TaskId} is on the bill");
        }
    }

    private void CheckRetry(Job before, Job after)
    {
        var consents = life.Acting?.Question?.Consents == true;
        foreach (var picture in before.Pictures.Where(picture => after.Current.Indices.Contains(picture.Index)))
        {
            var attempt = before.Attempts[picture.Attempt - 1];
            var comes = picture.State is PictureState.OnTheWire or PictureState.Running or PictureState.Generated
                || (picture.State == PictureState.Open && !attempt.Canceled);
            var may = picture.State is PictureState.Unknown or PictureState.Abandoned || (picture.State == PictureState.Open && attempt.Canceled);
            if (comes || (may && !consents))
                Violate(Invariant.RetryNeedsConsent, $"attempt {after.Attempt} of {after.Id} orders place {picture.Index}, which is {picture.State} in attempt {picture.Attempt} ({attempt.Cancellation}); consent: {consents}");
        }
    }

    private void Moved(GenerationTask? before, GenerationTask after)
    {
        switch (after.State)
        {
            case TaskState.Submitting:
                intents[after.Id] = intents.GetValueOrDefault(after.Id) + 1;
                if (givenUp.Contains(after.Id))
                    Violate(Invariant.GivenUpStaysGivenUp, $"{after.Id} was given up and is submitted anew");
                break;
            case TaskState.Unknown or TaskState.Abandoned or TaskState.Canceled:
                givenUp.Add(after.Id);
                break;
        }

        if (after.State is TaskState.Unknown)
            Blame(after.JobId, "nobody knows");
        Joined(after);
        CheckEnd(before, after);
    }
}
