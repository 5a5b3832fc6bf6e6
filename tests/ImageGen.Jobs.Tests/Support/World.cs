using ImageGen.Contracts;
using ImageGen.Jobs.Domain;
using ImageGen.Messaging;

namespace ImageGen.Jobs.Tests.Support;

/// <summary>
/// A worker, a provider and a store in a few lines: what they would do with the messages of a job and what they would say of it.
/// Messages and facts are lost, doubled and reordered. It knows the truth, so a test can compare what the job says with it.
/// </summary>
internal sealed class World(Random random, int count, bool group)
{
    private readonly List<object> toWorker = [];
    private readonly List<object> toJobs = [];
    private readonly Dictionary<(int Attempt, int Part), Part> parts = [];
    private readonly HashSet<int> sent = [];
    private readonly HashSet<int> takenBack = [];
    private readonly HashSet<(int Attempt, int Index)> givenUp = [];
    private readonly HashSet<(int Attempt, int Index)> heardOf = [];
    private bool personCanceled;
    private bool isCalm;

    public Job Job { get; private set; } = Begun(count, group);

    public long Now { get; private set; } = Some.Now;

    /// <summary>What was said since the last wish of a person or a clock, whether it was heard or not.</summary>
    public List<object> Said { get; } = [];

    /// <summary>As the last wish left it.</summary>
    public Job AtLastWish { get; private set; } = Begun(count, group);

    public IEnumerable<Part> Parts => parts.Values;

    /// <summary>What must never be, where it was.</summary>
    public string? Violation { get; private set; }

    /// <summary>One thing happens.</summary>
    public void Step()
    {
        Now++;
        var wishes = random.Next(40);
        switch (random.Next(7))
        {
            case 0 when wishes == 1:
                Wish(job => JobRules.Cancel(job, Now), cancels: true);
                break;
            case 1 when wishes is 1 or 2 && Job.ExpiresAt is { } deadline:
                Now = Math.Max(Now, deadline);
                Wish(job => JobRules.Expire(job, Now));
                break;
            case 2 when Job.Attempt < 4:
                Retry(accepts: random.Next(2) == 0);
                break;
            case 3 when Job.Outbox.Count > 0:
                Send();
                break;
            case 4 when toWorker.Count > 0:
                Work(Take(toWorker));
                break;
            case 5 when toJobs.Count > 0:
                Hear(Take(toJobs));
                break;
            default:
                if (parts.Values.Where(part => !part.IsOver).ToArray() is { Length: > 0 } open)
                    Progress(open[random.Next(open.Length)]);
                break;
        }
    }

    /// <summary>The job asks about what is not settled, as its loop does in time.</summary>
    public void Nudge() => Job = JobRules.Nudge(Job, Now);

    /// <summary>Everything on its way arrives, the provider comes to an end with all it has, and the job asks until it has heard that.</summary>
    public void Rest()
    {
        isCalm = true;
        for (var round = 0; round < 100 && !(Job.Settled || WaitsForAPerson); round++)
        {
            Nudge();
            while (Job.Outbox.Count > 0)
                Send();
            while (toWorker.Count > 0)
                Work(Take(toWorker));
            foreach (var part in parts.Values.Where(part => !part.IsOver).ToArray())
                Progress(part);
            while (toJobs.Count > 0)
                Hear(Take(toJobs));
        }
    }

    /// <summary>All else about it has ended and was heard.</summary>
    private bool WaitsForAPerson => Job.Status == JobStatus.NeedsAttention && Job.Outbox.Count + toWorker.Count + toJobs.Count == 0
        && parts.Values.All(part => part.IsOver || part is { State: Part.Is.Unknown, IsCut: true })
        && Job.Pictures.All(picture => picture.State.IsFinal() || picture.State == PictureState.Unknown);

    private static Job Begun(int count, bool group)
    {
        var order = Some.Order(count);
        return JobRules.Accept(order with { Request = order.Request with { Group = group } }, Some.JobId, "ada", Some.Now);
    }

    private void Retry(bool accepts)
    {
        if (JobRules.RefusalOfRetry(Job, accepts) is not null)
            return;
        // Before the write, because it takes back what has not left.
        var mayStillCost = Enumerable.Range(0, count).Where(MayStillCost).ToArray();
        var arriving = parts.Values
            .SelectMany(part => part.Indices.Where(part.MayStillCost).Select(index => (part.Attempt, Index: index)))
            .Intersect(heardOf)
            .Select(place => place.Index)
            .ToArray();
        Wish(job => JobRules.Retry(job, accepts, Now));
        if (Job.Current.Indices.Intersect(arriving).Any())
            Violation ??= $"attempt {Job.Attempt} orders {string.Join(' ', Job.Current.Indices)} though {string.Join(' ', arriving)} are about to come";
        if (!accepts && Job.Current.Indices.Intersect(mayStillCost).Any())
            Violation ??= $"attempt {Job.Attempt} orders {string.Join(' ', Job.Current.Indices)} and nobody agreed to pay twice for {string.Join(' ', mayStillCost)}";
    }

    private bool MayStillCost(int index) =>
        parts.Values.Any(part => part.Indices.Contains(index) && part.MayStillCost(index))
        || toWorker.OfType<GenerateImage>().Any(command => command.Indices.Contains(index) && !parts.ContainsKey((command.Attempt, PartOf(index))));

    private void Wish(Func<Job, Job> wish, bool cancels = false)
    {
        var before = Job;
        Job = wish(before);
        if (ReferenceEquals(before, Job))
            return;
        personCanceled |= cancels;
        givenUp.UnionWith(before.Pictures
            .Where(picture => !picture.State.IsFinal() && (Job.Attempt == before.Attempt || Job.Current.Indices.Contains(picture.Index)))
            .Select(picture => (picture.Attempt, picture.Index)));
        foreach (var attempt in Job.Attempts.Where(attempt => attempt.Canceled && !sent.Contains(attempt.Number)))
            takenBack.Add(attempt.Number);
        Said.Clear();
        AtLastWish = Job;
    }

    private void Hear(object fact)
    {
        if (fact is GenerationStarted { OnTheWire: false } started)
            heardOf.UnionWith(started.Indices.Select(index => (started.Attempt, index)));
        if (fact is ImagesGenerated generated)
            heardOf.UnionWith(generated.Images.Select(image => (generated.Attempt, image.Index)));
        Job = Job.Fold(fact, Now);
    }

    private void Send()
    {
        var entry = Job.Outbox[0];
        var message = MessageTypes.Read(entry);
        Job = Job with { Outbox = [.. Job.Outbox.Skip(1)] };
        if (message is GenerateImage command)
        {
            sent.Add(command.Attempt);
            if (command.Indices.Any(index => givenUp.Contains((command.Attempt, index))))
                Violation ??= $"attempt {command.Attempt} is asked for again though it was given up";
        }
        if (message is CancelGeneration { Why: CancelReason.Person } && !personCanceled)
            Violation ??= "a person's wish was told that nobody had";
        if (isCalm || random.Next(4) > 0)
            toWorker.Add(message);
    }

    private T Take<T>(List<T> list)
    {
        var at = random.Next(list.Count);
        var taken = list[at];
        if (isCalm || random.Next(4) > 0)
            list.RemoveAt(at);
        return taken;
    }

    private int PartOf(int index) => group ? 0 : index;

    private void Work(object message)
    {
        if (message is GenerateImage command)
        {
            foreach (var places in command.Indices.GroupBy(PartOf))
            {
                if (!parts.TryGetValue((command.Attempt, places.Key), out var part))
                {
                    parts[(command.Attempt, places.Key)] = part = new Part(command.Attempt, [.. places]);
                    if (Now >= command.NotAfter.ToUnixTimeMilliseconds())
                        part.State = Part.Is.Failed;
                }
                Say(part);
            }
        }
        else if (message is CancelGeneration cancel)
        {
            foreach (var places in cancel.Indices.GroupBy(PartOf))
            {
                if (!parts.TryGetValue((cancel.Attempt, places.Key), out var part))
                    parts[(cancel.Attempt, places.Key)] = part = new Part(cancel.Attempt, [.. places]);
                part.Cancel();
                Say(part);
            }
        }
    }

    private void Progress(Part part)
    {
        if (part.Advance(random))
            CheckSubmission(part);
        Say(part);
    }

    private void CheckSubmission(Part part)
    {
        if (takenBack.Contains(part.Attempt))
            Violation ??= $"attempt {part.Attempt} was submitted though it was given up before its command had left";
    }

    private void Say(Part part)
    {
        foreach (var fact in part.Facts())
        {
            Said.Add(fact);
            if (isCalm || random.Next(5) > 0)
                toJobs.Add(fact);
        }
    }
}
