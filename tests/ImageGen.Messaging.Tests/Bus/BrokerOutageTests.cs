using ImageGen.Contracts;
using ImageGen.Messaging.Outbox;
using ImageGen.Messaging.Tests.Outbox;
using ImageGen.Persistence;
using ImageGen.TestKit;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace ImageGen.Messaging.Tests.Bus;

/// <summary>The wire between a process and its broker is cut or goes dead while many publish at once.</summary>
public sealed class BrokerOutageTests(RabbitMqServer server, Toxiproxy toxiproxy) : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("imagegen-outage-").FullName;
    private RabbitMqVirtualHost broker = null!;
    private ToxiproxyProxy wire = null!;

    public async ValueTask InitializeAsync()
    {
        broker = await server.NewVirtualHostAsync();
        wire = await toxiproxy.ProxyAsync(broker.Address);
    }

    public async ValueTask DisposeAsync()
    {
        if (wire is not null) await wire.DisposeAsync();
        if (broker is not null) await broker.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task What_is_saved_while_the_broker_is_cut_off_arrives_when_it_is_back()
    {
        await using var host = await StartAsync();
        await SaveAsync(host, "before", 100);
        var cut = SaveAsync(host, "around", 200);
        await wire.DisableAsync();
        await cut;
        await SaveAsync(host, "during", 100);
        await wire.EnableAsync();
        await SaveAsync(host, "after", 100);

        await AssertAllArriveAsync(host, 500);
    }

    [Fact]
    public async Task What_is_saved_while_the_connection_is_dead_but_open_arrives_when_it_is_back()
    {
        await using var host = await StartAsync();
        await SaveAsync(host, "before", 50);
        var stalled = SaveAsync(host, "around", 100);
        await wire.StallAnswersAsync(0);
        await stalled;
        await SaveAsync(host, "during", 50);
        await Eventually.HoldsAsync(() => host.Services.GetRequiredService<OutboxQueue<Parcel>>().Count == 0);
        await wire.RemoveToxicAsync("timeout", "downstream");
        await SaveAsync(host, "after", 50);

        await AssertAllArriveAsync(host, 250);
    }

    [Fact]
    public async Task A_publish_that_gets_no_answer_ends_by_itself_and_a_hint_is_dropped()
    {
        await using var host = await StartAsync();
        await wire.StallAnswersAsync(0);

        var publishes = Enumerable.Range(0, 20)
            .Select(async i => await Record.ExceptionAsync(
                () => host.Publisher.PublishAsync(BusHost.Started($"job_{i}"), CancellationToken.None)))
            .ToList();
        await host.Publisher.PublishHintAsync(RabbitMqBusTests.Changed(1), CancellationToken.None);
        var outcomes = await Task.WhenAll(publishes).WaitAsync(TimeSpan.FromSeconds(60), CancellationToken.None);

        Assert.All(outcomes, outcome => Assert.True(Assert.IsType<MessageNotSentException>(outcome).BrokerAway));
    }

    [Fact]
    public async Task A_process_starts_while_its_broker_is_away_and_listens_when_it_comes()
    {
        await wire.DisableAsync();
        var listener = new Listener();
        await using var host = await StartAsync(listener, wait: false);
        Assert.Equal(0, listener.Times);

        await wire.EnableAsync();
        await Eventually.HoldsAsync(() => listener.Times == 1);
        await wire.DisableAsync();
        await wire.EnableAsync();

        await Eventually.HoldsAsync(() => listener.Times > 1);
        await Eventually.HoldsAsync(async () =>
        {
            await host.Publisher.PublishHintAsync(RabbitMqBusTests.Changed(1), CancellationToken.None);
            return host.Probe.Count("changed") > 0;
        });
    }

    private Task<BusHost> StartAsync(IFanOutListener? listener = null, bool wait = true) => BusHost.StartAsync(
        broker.UrlThrough($"{wire.Host}:{wire.Port}"),
        bus =>
        {
            bus.AddConsumer<StartedConsumer, StartedDefinition>();
            bus.AddFanOutHandler<JobChanged, ChangedHandler>("changed");
        },
        builder =>
        {
            builder.Configuration["IMAGEGEN_DATA"] = folder;
            builder.AddDocuments<Parcel>();
            builder.AddOutbox<Parcel>();
            if (listener is not null) builder.Services.AddSingleton(listener);
        },
        wait);

    private static Task SaveAsync(BusHost host, string name, int count) => Parallel.ForEachAsync(
        Enumerable.Range(0, count),
        async (i, cancellation) => await host.Services.GetRequiredService<IOutbox<Parcel>>()
            .InsertAsync(new Parcel { Id = $"{name}{i}" }.Saying($"{name}{i}"), cancellation));

    private static async Task AssertAllArriveAsync(BusHost host, int count)
    {
        ISet<string> Arrived() => host.Probe.Received.Select(received => received.Message).OfType<GenerationStarted>()
            .Select(message => message.JobId).ToHashSet();

        await Eventually.HoldsAsync(() => Arrived().Count == count);
        var documents = host.Services.GetRequiredService<IDocuments<Parcel>>();
        await Eventually.HoldsAsync(async () =>
            (await documents.PageAsync(new PageQuery { OrderBy = IOutboxDocument<Parcel>.DueField }, CancellationToken.None)).Items.Count == 0);
    }

    private sealed class Listener : IFanOutListener
    {
        private int times;

        public int Times => Volatile.Read(ref times);

        public void Listening() => Interlocked.Increment(ref times);
    }
}
