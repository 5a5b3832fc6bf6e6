using ImageGen.Contracts;
using ImageGen.Messaging;
using ImageGen.Volcengine;
using ImageGen.Volcengine.Callbacks;
using ImageGen.Volcengine.CancelGenerations;
using ImageGen.Volcengine.GenerateImages;
using ImageGen.Volcengine.Limits;
using ImageGen.Volcengine.Polling;
using ImageGen.Volcengine.Providers;
using ImageGen.Volcengine.Recovering;
using ImageGen.Volcengine.RefetchImages;
using ImageGen.Volcengine.Restoring;
using ImageGen.Volcengine.Submitting;
using ImageGen.Volcengine.Tasks;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace ImageGen.LifeOfAJob.Tests.Simulation;

/// <summary>A worker of the provider's pool.</summary>
internal sealed class WorkerProcess(Life life, string name) : SimulatedProcess(life, name, "worker")
{
    private const int MostSubmissions = 4;

    private static readonly VolcengineTelemetry Telemetry = new();

    private Outlet<GenerationTask> outlet = null!;
    private GenerateImageHandler generate = null!;
    private GenerateImageFaultHandler faults = null!;
    private CancelGenerationHandler cancel = null!;
    private RefetchImagesHandler refetch = null!;
    private RecoverHandler recover = null!;
    private long submitAgainAt;

    public Task<int> PurgeAsync() => recover.PurgeAsync(CancellationToken.None);

    protected override IReadOnlyList<Loop> Build()
    {
        outlet = new Outlet<GenerationTask>(Life, this, Life.Tasks, Life.LeftOut?.OfTasks(Life));
        var schedule = new PollSchedule(Models.Catalogue);
        var (submitWake, pollWake) = (new SubmitWake(Time), new PollWake(Time));
        var options = Options.Create(new VolcengineOptions { Limits = { ["*"] = new LimitOptions { Concurrency = Life.Plan.Limit ?? 0 } } });
        var restores = new Restores(
            new InstantDocuments<Restore>(Life.Restores), Store("restore"), Models.Catalogue, options, Time, NullLogger<Restores>.Instance);
        generate = new GenerateImageHandler(
            Store("generate"), new WaitingLine(outlet.Documents("generate")), Models.Catalogue, restores, submitWake, Time, NullLogger<GenerateImageHandler>.Instance);
        faults = new GenerateImageFaultHandler(Store("fault"), NullLogger<GenerateImageFaultHandler>.Instance);
        cancel = new CancelGenerationHandler(Store("cancel"), restores, pollWake, Time);
        refetch = new RefetchImagesHandler(Store("refetch"), Provider("refetch"), Incoming("refetch"), Time);
        recover = new RecoverHandler(Store("recover"), restores, Models.Catalogue, Provider("recover"), Time, NullLogger<RecoverHandler>.Instance);
        var random = new Random((int)(Life.Prng.Next() >> 40));
        var local = new SubmitRooms(MostSubmissions, Time, random);
        var janitor = new SlotJanitor(Slots("janitor"), new ModelLimits(Models.Catalogue, options), Store("janitor"), submitWake, Time, NullLogger<SlotJanitor>.Instance);
        var admissions = Admissions("submit", local, submitWake, options, random);
        var turns = new SubmitTurns(
            Store("submit"), Models.Catalogue, Provider("submit"), admissions, restores, submitWake, Time, NullLogger<SubmitTurns>.Instance);
        var submit = new SubmitHandler(
            turns, admissions, Store("submit"), new WaitingLine(outlet.Documents("submit")), Provider("submit"), Incoming("submit"), new CallbackLinks(options),
            schedule, submitWake, pollWake, Telemetry, Time, NullLogger<SubmitHandler>.Instance);
        var poll = new PollHandler(
            Store("poll"), Provider("poll"), Incoming("poll"), schedule, new PollPace(Provider("poll"), Rates, options),
            Admissions("poll", local, submitWake, options, random), pollWake, Telemetry, Time, NullLogger<PollHandler>.Instance);
        return
        [
            new Loop("submit", () => Life.Clock.Now >= submitAgainAt && Life.IsDue(Life.Tasks, TaskDocuments.ReadyAt), () => SubmitAsync(submit)),
            new Loop("janitor", () => Life.IsDue(Life.Slots, Slot.CheckAtField), () => janitor.RunOnceAsync(CancellationToken.None)),
            new Loop("poll", () => Life.IsDue(Life.Tasks, TaskDocuments.NextPollAt), () => poll.RunOnceAsync(CancellationToken.None)),
            new Loop("recover", () => Life.IsDue(Life.Tasks, TaskDocuments.RecoverAt), () => recover.RunOnceAsync(CancellationToken.None)),
            .. outlet.Loops(),
        ];
    }

    protected override Task HandleAsync(object message) => message switch
    {
        GenerateImage command => generate.HandleAsync(command, CancellationToken.None),
        FaultOf fault => faults.HandleAsync(fault.Command, "it failed", CancellationToken.None),
        CancelGeneration command => cancel.HandleAsync(command, CancellationToken.None),
        Contracts.RefetchImages command => refetch.HandleAsync(command, CancellationToken.None),
        _ => throw new InvalidOperationException($"The worker does not consume {message.GetType().Name}."),
    };

    private Rates Rates => new(new SharedDocuments<Rate>(new InstantDocuments<Rate>(Life.Rates), id => new Rate { Id = id }, Time), Time);

    /// <summary>Where there is no room it looks again in a moment, as the loop does.</summary>
    private async Task SubmitAsync(SubmitHandler submit)
    {
        if (await submit.RunOnceAsync(CancellationToken.None) == 0)
            submitAgainAt = Life.Clock.Now + Life.LookAgainAfter;
    }

    private Admissions Admissions(string flow, SubmitRooms local, SubmitWake wake, IOptions<VolcengineOptions> options, Random random)
    {
        var rooms = new SharedDocuments<Room>(new InstantDocuments<Room>(Life.Rooms), id => new Room { Id = id }, Time);
        var accounts = new SharedDocuments<AccountState>(new InstantDocuments<AccountState>(Life.Accounts), id => new AccountState { Id = id }, Time);
        return new Admissions(
            new AccountPool(accounts, rooms, Opinions(flow, options), Time), new ModelLimits(Models.Catalogue, options), rooms, Slots(flow), Rates, local, wake, Time, random, NullLogger<Admissions>.Instance);
    }

    private Opinions Opinions(string flow, IOptions<VolcengineOptions> options) => new(
        new InstantDocuments<AccountOpinion>(Life.Opinions), Provider(flow), options, Time, NullLogger<Opinions>.Instance);

    private Slots Slots(string flow) => new(new SimulatedDocuments<Slot>(Life.Slots, this, flow), Time);

    private TaskStore Store(string flow) => new(outlet.Documents(flow), outlet.Outbox(flow), Time, NullLogger<TaskStore>.Instance);

    private ImageProviders Provider(string flow) => new([new SimulatedProvider(Life, this, flow)]);

    private IncomingPictures Incoming(string flow) => new(
        new SimulatedObjects(Life, this, flow), Time, NullLogger<IncomingPictures>.Instance);
}
