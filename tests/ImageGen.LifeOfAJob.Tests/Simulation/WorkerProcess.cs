using ImageGen.Contracts;
using ImageGen.Messaging;
using ImageGen.Volcengine;
using ImageGen.Volcengine.CancelGenerations;
using ImageGen.Volcengine.GenerateImages;
using ImageGen.Volcengine.Polling;
using ImageGen.Volcengine.Providers;
using ImageGen.Volcengine.Recovering;
using ImageGen.Volcengine.RefetchImages;
using ImageGen.Volcengine.Submitting;
using ImageGen.Volcengine.Tasks;
using Microsoft.Extensions.Logging.Abstractions;

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

    public Task<int> PurgeAsync() => recover.PurgeAsync(CancellationToken.None);

    protected override IReadOnlyList<Loop> Build()
    {
        outlet = new Outlet<GenerationTask>(Life, this, Life.Tasks, Life.LeftOut?.OfTasks(Life));
        var room = new SubmitRoom(MostSubmissions, Time, new Random((int)(Life.Prng.Next() >> 40)));
        var schedule = new PollSchedule(Models.Catalogue);
        var (submitWake, pollWake) = (new SubmitWake(Time), new PollWake(Time));
        generate = new GenerateImageHandler(Store("generate"), new WaitingLine(outlet.Documents("generate")), Models.Catalogue, submitWake, Time);
        faults = new GenerateImageFaultHandler(Store("fault"));
        cancel = new CancelGenerationHandler(Store("cancel"), Time);
        refetch = new RefetchImagesHandler(Store("refetch"), Provider("refetch"), Incoming("refetch"), Time);
        recover = new RecoverHandler(Store("recover"), Time);
        var submit = new SubmitHandler(
            Store("submit"), Provider("submit"), Models.Catalogue, Incoming("submit"), room, schedule, submitWake, pollWake, Telemetry, Time, NullLogger<SubmitHandler>.Instance);
        var poll = new PollHandler(
            Store("poll"), Provider("poll"), Incoming("poll"), schedule, room, submitWake, pollWake, Telemetry, Time, NullLogger<PollHandler>.Instance);
        return
        [
            new Loop("submit", () => room.Limit() > 0 && Life.IsDue(Life.Tasks, TaskDocuments.ReadyAt), () => submit.RunOnceAsync(CancellationToken.None)),
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

    private TaskStore Store(string flow) => new(outlet.Documents(flow), outlet.Outbox(flow), Time, NullLogger<TaskStore>.Instance);

    private ImageProviders Provider(string flow) => new([new SimulatedProvider(Life, this, flow)]);

    private IncomingPictures Incoming(string flow) => new(
        new SimulatedObjects(Life, this, flow), Time, NullLogger<IncomingPictures>.Instance);
}
