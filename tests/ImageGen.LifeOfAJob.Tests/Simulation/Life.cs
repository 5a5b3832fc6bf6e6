using System.Text;
using ImageGen.Contracts;
using ImageGen.Jobs;
using ImageGen.Persistence;
using ImageGen.Storage.Copies;
using ImageGen.Volcengine.Limits;
using ImageGen.Volcengine.Restoring;
using ImageGen.Volcengine.Tasks;

namespace ImageGen.LifeOfAJob.Tests.Simulation;

/// <summary>
/// One job from its acceptance until nothing is on its way any more, in a world of two API processes, two workers and one that
/// copies pictures. First with faults, then without any until all is settled or waits for a person.
/// </summary>
internal sealed partial class Life
{
    public const string JobId = "job_1";

    private const int ChaoticTurns = 300;
    // What is no picture is tried for as long as its links live: that alone is some hundred tries.
    private const int MostTurns = 12_000;

    private readonly SingleThread thread = new();
    private readonly List<Choice> choices = [];
    private readonly JobsProcess[] apis;
    private readonly SimulatedProcess[] processes;
    private bool accepted;
    private bool canceled;
    private int retries;
    private int steps;

    public Life(LifePlan plan)
    {
        Plan = plan;
        Prng = new Prng(plan.Seed);
        Trace = new Trace(plan.TraceLength);
        FaultsLeft = plan.Faults;
        Provider = new ProviderWorld(this);
        Bus = new SimulatedBus(this);
        Witness = new Witness(this);
        apis = [new JobsProcess(this, "api1"), new JobsProcess(this, "api2")];
        Workers = [new WorkerProcess(this, "worker1"), new WorkerProcess(this, "worker2")];
        processes = [.. apis, .. Workers, new StorageProcess(this, "storage")];
        foreach (var process in processes)
            process.Start();
    }

    public LifePlan Plan { get; }

    public Prng Prng { get; }

    public Clock Clock { get; } = new();

    public Trace Trace { get; }

    public SimulatedStore<Job> Jobs { get; } = new(JobModel.Create());

    public SimulatedStore<GenerationTask> Tasks { get; } = new(TaskDocuments.Model);

    public SimulatedStore<ImageCopy> Copies { get; } = new(CopyDocuments.Model);

    public SimulatedStore<Slot> Slots { get; } = new(Slot.Documents);

    public SimulatedStore<Room> Rooms { get; } = new(Room.Documents);

    public SimulatedStore<AccountState> Accounts { get; } = new(AccountState.Documents);

    public SimulatedStore<AccountOpinion> Opinions { get; } = new(AccountOpinion.Documents);

    public SimulatedStore<Restore> Restores { get; } = new(Restore.Documents);

    public SimulatedStore<Rate> Rates { get; } = new(Rate.Documents);

    public Dictionary<string, byte[]> Objects { get; } = [];

    public ProviderWorld Provider { get; }

    public SimulatedBus Bus { get; }

    public Witness Witness { get; }

    public WorkerProcess[] Workers { get; }

    public LeftOut? LeftOut => Plan.LeftOut;

    public int FaultsLeft { get; private set; }

    /// <summary>How long after nothing could be submitted it is tried again, in milliseconds. A slot may be held for long.</summary>
    public long LookAgainAfter => Plan.Limit is null ? 500 : 15_000;

    /// <summary>No fault happens any more.</summary>
    public bool Calm { get; private set; }

    public int Turns { get; private set; }

    /// <summary>How many steps were taken.</summary>
    public int Steps => steps;

    /// <summary>How often a process died.</summary>
    public int Deaths { get; private set; }

    public Job? Job => Jobs.Peek(JobId);

    public bool IsDue<T>(SimulatedStore<T> store, string field) where T : class => store.Earliest(field) <= Clock.Now;

    /// <summary>Lives it to its end; the violation, if there was one, is in <see cref="Witness"/>.</summary>
    public Life Run()
    {
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(thread);
        try
        {
            while (Witness.Violation is null && Turn())
            {
            }
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
        return this;
    }

    /// <summary>Runs something in this world, and then the world until it is at rest again.</summary>
    public Life Then(Action<Life> work)
    {
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(thread);
        work(this);
        SynchronizationContext.SetSynchronizationContext(before);
        return Run();
    }

    /// <summary>An exception that reached the edge of a process.</summary>
    public void Caught(SimulatedProcess process, string flow, Exception error)
    {
        Trace.Add($"       {process.Name} {flow} failed: {error.GetType().Name}");
        if (error is not InjectedFaultException)
            Witness.Violate(Invariant.NoSurprises, $"{process.Name} {flow}: {error}");
    }

    public string Report()
    {
        var text = new StringBuilder();
        text.AppendLine(Witness.Violation is { } violation ? $"{violation.Invariant}: {violation.Message}" : "no violation");
        text.AppendLine($"seed {Plan.Seed}, {steps} steps, {Plan}");
        text.AppendLine($"replay: {Seeds.Replay(Plan.Seed)}");
        foreach (var line in Trace.Last())
            text.AppendLine(line);
        text.AppendLine($"job: {Job?.Status}, attempts {string.Join("; ", Job?.Attempts.Select(attempt => $"{attempt.Number} canceled {attempt.Canceled} {attempt.Cancellation} closed {attempt.Closed}") ?? [])}");
        foreach (var picture in Job?.Pictures ?? [])
            text.AppendLine($"picture {picture.Attempt}/{picture.Index}: {picture.State}, billed {picture.Billed}, late {picture.Late}");
        foreach (var task in Tasks.All)
            text.AppendLine($"task {task.Id}: {task.State}, final {task.Final}, outbox {task.Outbox.Count}");
        foreach (var copy in Copies.All)
            text.AppendLine($"copy {copy.ImageId}: {copy.State}, outbox {copy.Outbox.Count}");
        return text.ToString();
    }

    private void Accept(JobsProcess api) => api.Run("accept", () => api.AcceptAsync(
        new NewJob
        {
            Request = new ImageRequest { Model = Models.Any, Prompt = "a lighthouse", Count = Plan.Pictures, Group = Plan.Group },
            DeadlineSeconds = Plan.DeadlineSeconds,
            QueueDeadlineSeconds = Plan.QueueDeadlineSeconds,
        },
        JobId));
}
