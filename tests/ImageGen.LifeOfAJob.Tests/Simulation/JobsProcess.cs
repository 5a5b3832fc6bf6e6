using ImageGen.Contracts;
using ImageGen.Jobs;
using ImageGen.Messaging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ImageGen.LifeOfAJob.Tests.Simulation;

/// <summary>An API process: the facts, the loops, and what people ask of it.</summary>
internal sealed class JobsProcess(Life life, string name) : SimulatedProcess(life, name, "jobs")
{
    private Outlet<Job> outlet = null!;
    private JobFactHandler facts = null!;
    private JobChanges people = null!;
    private NudgeLoop nudges = null!;

    public Task AcceptAsync(NewJob order, string id) =>
        people.TryInsertAsync(JobRules.Accept(order, id, "owner", Life.Clock.Now), CancellationToken.None);

    public Task CancelAsync(string id) => people.ChangeAsync(id, JobRules.Cancel, CancellationToken.None);

    public Task RetryAsync(string id) => people.ChangeAsync(
        id, (job, now) => JobRules.RefusalOfRetry(job, acceptPossibleCharge: true) is null ? JobRules.Retry(job, true, now) : job, CancellationToken.None);

    protected override IReadOnlyList<Loop> Build()
    {
        outlet = new Outlet<Job>(Life, this, Life.Jobs, Life.LeftOut?.OfJobs(Life));
        facts = new JobFactHandler(Changes("facts"), NullLogger<JobFactHandler>.Instance);
        people = Changes("people");
        nudges = new NudgeLoop(outlet.Documents("nudge"), Changes("nudge"), Time, NullLogger<NudgeLoop>.Instance);
        var deadlines = new DeadlineLoop(outlet.Documents("deadline"), Changes("deadline"), Time, NullLogger<DeadlineLoop>.Instance);
        return
        [
            new Loop("nudge", () => Life.IsDue(Life.Jobs, JobModel.NudgeAt), () => nudges.RunOnceAsync(CancellationToken.None)),
            new Loop("deadline", () => Life.IsDue(Life.Jobs, JobModel.ExpiresAt), () => deadlines.RunOnceAsync(CancellationToken.None)),
            .. outlet.Loops(),
        ];
    }

    protected override void Restarted()
    {
        // A bus in memory dies with its process, so everything unsettled asks again.
        if (!Life.Plan.DurableBus)
            Run("start", () => nudges.NudgeAllAsync(CancellationToken.None));
    }

    protected override Task HandleAsync(object message) => message switch
    {
        GenerationStarted fact => facts.HandleAsync(fact, CancellationToken.None),
        GenerationDeferred fact => facts.HandleAsync(fact, CancellationToken.None),
        ImagesGenerated fact => facts.HandleAsync(fact, CancellationToken.None),
        GenerationUnknown fact => facts.HandleAsync(fact, CancellationToken.None),
        GenerationFailed fact => facts.HandleAsync(fact, CancellationToken.None),
        GenerationCanceled fact => facts.HandleAsync(fact, CancellationToken.None),
        ImageStored fact => facts.HandleAsync(fact, CancellationToken.None),
        ImageStoreFailed fact => facts.HandleAsync(fact, CancellationToken.None),
        ImageDelayed fact => facts.HandleAsync(fact, CancellationToken.None),
        _ => throw new InvalidOperationException($"Jobs does not consume {message.GetType().Name}."),
    };

    private JobChanges Changes(string flow) => new(
        outlet.Documents(flow), outlet.Outbox(flow), new JobAnnouncer(new SimulatedPublisher(Life, this, flow)), Time);
}
