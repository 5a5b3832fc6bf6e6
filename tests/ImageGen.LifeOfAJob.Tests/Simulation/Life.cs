using System.Text;
using ImageGen.Jobs.Domain;
using ImageGen.Jobs.Quotas;
using ImageGen.LifeOfAJob.Tests.Simulation.Faults;
using ImageGen.LifeOfAJob.Tests.Simulation.People;
using ImageGen.LifeOfAJob.Tests.Simulation.Processes;
using ImageGen.LifeOfAJob.Tests.Simulation.Provider;
using ImageGen.LifeOfAJob.Tests.Simulation.Witnesses;
using ImageGen.LifeOfAJob.Tests.Simulation.World;
using ImageGen.Persistence;
using ImageGen.Storage.Copies;
using ImageGen.Volcengine.Admission;
using ImageGen.Volcengine.Tasks;

namespace ImageGen.LifeOfAJob.Tests.Simulation;

/// <summary>
/// A few jobs from their order until nothing is on its way any more, in a world of processes, people and a provider. First things go
/// wrong; then nothing does any more, until all is settled or waits for a person. All of it follows from the seed.
/// </summary>
/// <remarks>
/// World/ has clock, scheduler, stores and broker; Processes/ what runs in it; Provider/ the other side; People/ who orders; Faults/ what
/// goes wrong; Witnesses/ who sees to it that what must never be is not.
/// </remarks>
internal sealed partial class Life
{
    private readonly Dictionary<Type, (DocumentsOf Of, ISimulatedStore Store)> stores = [];
    private readonly Dictionary<string, Order> orders = [];
    private int asking;

    public Life(LifePlan plan)
    {
        Plan = plan;
        Prng = new Prng(plan.Seed);
        Trace = new Trace(plan.TraceLength);
        Scheduler = new Scheduler(Clock, Prng);
        Weather = new Weather(this);
        Latency = new Latency(this);
        Provider = new ProviderWorld(this);
        FaultsLeft = plan.Faults;
        foreach (var documents in plan.Processes.Select(process => process.Roles).Distinct().SelectMany(roles => Blueprint.Of(roles).Documents))
        {
            if (!stores.ContainsKey(documents.Contract))
                stores.Add(documents.Contract, (documents, documents.NewStore(this)));
        }

        Bus = new SimulatedBus(this, plan.Processes.Select(process => process.Roles).Distinct());
        Witness = new Witness(this);
        People = [.. plan.Orders.Select((order, number) => new Person(this, order, number + 1))];
        Processes = [.. plan.Processes.Select(process => new SimulatedProcess(this, process))];
        Begin();
    }

    public LifePlan Plan { get; }

    public Prng Prng { get; }

    public Clock Clock { get; } = new();

    public Scheduler Scheduler { get; }

    public LifeContext Context { get; } = new();

    public RestingTimers Rests { get; } = new();

    public Trace Trace { get; }

    public Weather Weather { get; }

    public Latency Latency { get; }

    /// <summary>In the order of their keys, as a listing has them.</summary>
    public SortedDictionary<string, KeptObject> Objects { get; } = new(StringComparer.Ordinal);

    public ProviderWorld Provider { get; }

    public SimulatedBus Bus { get; }

    public Witness Witness { get; }

    public IReadOnlyList<Person> People { get; }

    public IReadOnlyList<SimulatedProcess> Processes { get; }

    public IEnumerable<SimulatedProcess> Workers => Processes.Where(process => process.Roles.HasFlag(Roles.Worker));

    public SimulatedStore<Job> Jobs => StoreOf<Job>();

    public SimulatedStore<GenerationTask> Tasks => StoreOf<GenerationTask>();

    public SimulatedStore<ImageCopy> Copies => StoreOf<ImageCopy>();

    public SimulatedStore<Ledger> Ledgers => StoreOf<Ledger>();

    public SimulatedStore<Slot> Slots => StoreOf<Slot>();

    public IEnumerable<ISimulatedStore> Stores => stores.Values.Select(each => each.Store);

    /// <summary>No fault happens any more.</summary>
    public bool IsCalm { get; private set; }

    /// <summary>How many things happened.</summary>
    public int Turns { get; private set; }

    /// <summary>How many steps were taken.</summary>
    public int Steps { get; private set; }

    /// <summary>How often a process died.</summary>
    public int Deaths { get; private set; }

    /// <summary>Ids that were drawn.</summary>
    public int Drawn { get; set; }

    /// <summary>Tickets that were drawn.</summary>
    public int Ticketed { get; set; }

    /// <summary>What the operator calls his restore; null where there was none.</summary>
    public string? RestoredAs { get; private set; }

    /// <summary>What the timer that has just gone off has set going.</summary>
    public Pass? Pass { get; private set; }

    /// <summary>In a life of one job: the job.</summary>
    public Job? Job => Jobs.All.FirstOrDefault(job => !job.IsVoid);

    public SimulatedStore<T> StoreOf<T>() where T : class => (SimulatedStore<T>)stores[typeof(IDocuments<T>)].Store;

    public IEnumerable<KeyValuePair<string, KeptObject>> ObjectsIn(string folder) =>
        Objects.Where(kept => kept.Key.StartsWith(folder + "/", StringComparison.Ordinal));

    public object DocumentsOf(DocumentsOf documents, SimulatedProcess process) => documents.Seen(this, stores[documents.Contract].Store, process);

    public Pass BeginPass() => Pass = new Pass(this);

    public void EndPass() => Pass = null;

    /// <summary>Lets somebody in this world begin something.</summary>
    public void Begin(Func<Task> work)
    {
        Context.Run(() => _ = work());
        Context.Pump();
    }

    /// <param name="of">Whoever waits; with it the waiting ends.</param>
    public Task PassesAsync(long milliseconds, SimulatedProcess? of = null)
    {
        var passed = new TaskCompletionSource();
        Scheduler.After(Math.Max(0, milliseconds), passed.SetResult, of);
        return passed.Task;
    }

    /// <summary>A request to one of those who listen; where nobody does, or the way there is cut, there is no answer.</summary>
    public async Task<Answer> AskAsync(string endpoint, string? id, Question question)
    {
        asking++;
        await PassesAsync(Prng.Between(5, 30));
        asking--;
        var open = Processes.Where(process => process.IsListening && process.Blueprint.Endpoints.ContainsKey(endpoint)).ToList();
        if (open.Count == 0)
            return Answer.None;
        var answer = await open[Prng.Below(open.Count)].AskAsync(endpoint, id, question);
        // It may be lost on its way back, like any other.
        return TakeFault(2) ? Answer.None : answer;
    }

    /// <summary>The order that a task belongs to.</summary>
    public Order? OrderOf(string task)
    {
        var jobId = task[..task.IndexOf(':', StringComparison.Ordinal)];
        if (orders.TryGetValue(jobId, out var known))
            return known;
        return Jobs.Peek(jobId)?.Request.Prompt is { } prompt && People.FirstOrDefault(person => person.Prompt == prompt) is { } person
            ? orders[jobId] = person.Order
            : null;
    }

    public int PlacesOf(string task) => Tasks.Peek(task)?.Indices.Count ?? 1;

    public bool IsGroup(string task) => Tasks.Peek(task)?.Request?.Group == true;

    public string Report()
    {
        var text = new StringBuilder();
        text.AppendLine(Witness.Violation is { } violation ? $"{violation.Invariant}: {violation.Message}" : "no violation");
        text.AppendLine($"seed {Plan.Seed}, {Steps} steps, {Turns} turns, {(Clock.Now - Clock.Start) / 1000.0:0} seconds of its time");
        text.AppendLine($"replay: {Seeds.Replay(Plan.Seed)}");
        text.AppendLine(Plan.Describe());
        foreach (var line in Trace.Last())
            text.AppendLine(line);
        foreach (var job in Jobs.All)
        {
            text.AppendLine($"{job.Id}: {job.Status} {job.EndCode}, settled {job.Settled}, attempts {string.Join("; ", job.Attempts.Select(attempt => $"{attempt.Number} canceled {attempt.Canceled} {attempt.Cancellation} closed {attempt.Closed}"))}");
            foreach (var picture in job.Pictures)
                text.AppendLine($"  picture {picture.Attempt}/{picture.Index}: {picture.State}, billed {picture.Billed}, late {picture.Late} {picture.Error?.Code}");
        }

        foreach (var ledger in Ledgers.All)
            text.AppendLine($"ledger {ledger.Id}: {string.Join(' ', ledger.Settled)} open {string.Join(' ', ledger.Open)} late {string.Join(' ', ledger.Late)}");
        foreach (var task in Tasks.All)
            text.AppendLine($"task {task.Id}: {task.State}, final {task.Final}, outbox {task.Outbox.Count} {task.Error?.Code}");
        foreach (var copy in Copies.All)
            text.AppendLine($"copy {copy.ImageId}: {copy.State}, outbox {copy.Outbox.Count} {copy.Error?.Code}");
        return text.ToString();
    }

    private void Begin()
    {
        foreach (var owner in Plan.Orders.Where(order => order.WithInput).Select(order => order.Owner).Distinct())
            Upload(owner);
        foreach (var process in Processes)
            process.Start();
        foreach (var person in People)
            Begin(person.LiveAsync);
        foreach (var intervention in Plan.Interventions)
            Scheduler.At(Clock.Start + intervention.At - (intervention.Kind == InterventionKind.Restore ? intervention.For : 0), () => Intervene(intervention));
    }
}
