using System.Collections.Concurrent;
using ImageGen.Contracts;
using ImageGen.Messaging;
using ImageGen.Persistence;
using ImageGen.Volcengine.Handlers;
using ImageGen.Volcengine.Simulator;
using ImageGen.Volcengine.Tasks;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ImageGen.Volcengine.Tests.Support;

/// <summary>The whole worker with a bus in memory, documents in SQLite and pictures on disk, and a listener to what it says.</summary>
internal sealed class RunningWorker : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("imagegen-worker-").FullName;
    private readonly IHost host;

    private RunningWorker(StandIn provider, Store? store)
    {
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["IMAGEGEN_DATA"] = folder,
            ["Volcengine:Ark:ApiKey"] = SimulatorCredentials.ArkApiKey,
            ["Volcengine:Ark:Endpoint"] = provider.Url,
        });
        builder.Services.AddSingleton(Facts);
        builder.Configuration.AddInMemoryCollection(store?.Settings ?? []);
        builder.AddMessaging(bus =>
        {
            bus.AddVolcengineConsumers();
            bus.AddConsumer<Listener>();
        });
        builder.AddVolcengine();
        if (store is not null)
            WatchedDocuments.Watch(builder.Services, store);
        host = builder.Build();
    }

    public FactBook Facts { get; } = new();

    public TimeSpan ShutdownTimeout => host.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<HostOptions>>().Value.ShutdownTimeout;

    /// <summary>How many commands could not be handled, however often they were tried.</summary>
    public int Faults => Facts.Of<Fault<GenerateImage>>().Count();

    /// <param name="store">Where it keeps its documents; by default in a folder of its own.</param>
    public static async Task<RunningWorker> StartAsync(StandIn provider, Store? store = null)
    {
        var worker = new RunningWorker(provider, store);
        await worker.host.StartAsync(TestContext.Current.CancellationToken);
        return worker;
    }

    /// <summary>Asks for the pictures of job <c>job_1</c>.</summary>
    public Task GenerateAsync(ImageRequest request) => host.Services.GetRequiredService<GenerateImageHandler>().HandleAsync(
        new GenerateImage
        {
            JobId = "job_1",
            Attempt = 1,
            Indices = [.. Enumerable.Range(0, request.Count)],
            Owner = "usr_1",
            Request = request,
            AcceptedAt = DateTimeOffset.UnixEpoch,
            NotAfter = TimeProvider.System.GetUtcNow().AddHours(1),
        },
        TestContext.Current.CancellationToken);

    /// <summary>By the bus, as Jobs does.</summary>
    public Task SendAsync(GenerateImage command) => host.Services.GetRequiredService<IBus>().Publish(command, TestContext.Current.CancellationToken);

    public async Task<GenerationTask> TaskAsync() => (await FindAsync("job_1:1:0"))!;

    public async Task<GenerationTask?> FindAsync(string id) =>
        (await host.Services.GetRequiredService<IDocuments<GenerationTask>>().GetAsync(id, TestContext.Current.CancellationToken))?.Body;

    public Task StopAsync() => host.StopAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        // What hangs at the provider is not waited for.
        using var atOnce = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await host.StopAsync(atOnce.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        host.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    internal sealed class FactBook
    {
        private readonly ConcurrentQueue<object> facts = new();

        public void Add(object fact) => facts.Enqueue(fact);

        public IEnumerable<T> Of<T>() => facts.OfType<T>();
    }

    internal sealed class Listener(FactBook facts)
        : IConsumer<GenerationStarted>, IConsumer<ImagesGenerated>, IConsumer<GenerationFailed>, IConsumer<GenerationUnknown>, IConsumer<GenerationCanceled>,
            IConsumer<Fault<GenerateImage>>
    {
        public Task Consume(ConsumeContext<GenerationStarted> context) => Note(context.Message);

        public Task Consume(ConsumeContext<ImagesGenerated> context) => Note(context.Message);

        public Task Consume(ConsumeContext<GenerationFailed> context) => Note(context.Message);

        public Task Consume(ConsumeContext<GenerationUnknown> context) => Note(context.Message);

        public Task Consume(ConsumeContext<GenerationCanceled> context) => Note(context.Message);

        public Task Consume(ConsumeContext<Fault<GenerateImage>> context) => Note(context.Message);

        private Task Note(object fact)
        {
            facts.Add(fact);
            return Task.CompletedTask;
        }
    }
}
