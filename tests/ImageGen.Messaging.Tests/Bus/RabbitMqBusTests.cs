using System.Text.Json.Nodes;
using ImageGen.Contracts;
using ImageGen.TestKit;
using MassTransit;

namespace ImageGen.Messaging.Tests.Bus;

public sealed class RabbitMqBusTests(RabbitMqServer server) : IAsyncLifetime
{
    private RabbitMqVirtualHost broker = null!;

    public async ValueTask InitializeAsync() => broker = await server.NewVirtualHostAsync();

    public ValueTask DisposeAsync() => broker?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task Every_consumer_endpoint_receives_a_message_once_with_the_id_of_its_entry()
    {
        await using var host = await BusHost.StartAsync(broker.Url, bus =>
        {
            bus.AddConsumer<StartedConsumer, StartedDefinition>();
            bus.AddConsumer<OtherStartedConsumer, OtherStartedDefinition>();
        });
        var entry = BusHost.Started();

        await host.Publisher.PublishAsync(entry, TestContext.Current.CancellationToken);

        await Eventually.HoldsAsync(() => host.Probe.Received.Count == 2);
        Assert.Equal(["other", "started"], host.Probe.Received.Select(received => received.Consumer).Order());
        Assert.All(host.Probe.Received, received => Assert.Equal(entry.Id, received.MessageId));
    }

    [Fact]
    public async Task Two_replicas_compete_for_each_message()
    {
        await using var one = await BusHost.StartAsync(broker.Url, bus => bus.AddConsumer<StartedConsumer, StartedDefinition>());
        await using var two = await BusHost.StartAsync(broker.Url, bus => bus.AddConsumer<StartedConsumer, StartedDefinition>());
        var entries = Enumerable.Range(0, 40).Select(i => BusHost.Started($"job_{i}")).ToList();

        await Task.WhenAll(entries.Select(entry => one.Publisher.PublishAsync(entry, TestContext.Current.CancellationToken)));

        await Eventually.HoldsAsync(() => one.Probe.Received.Count + two.Probe.Received.Count >= entries.Count);
        var received = one.Probe.Received.Concat(two.Probe.Received).Select(message => message.MessageId!.Value);
        Assert.Equal(entries.Select(entry => entry.Id).Order(), received.Order());
        Assert.NotEmpty(one.Probe.Received);
        Assert.NotEmpty(two.Probe.Received);
    }

    [Fact]
    public async Task A_fan_out_message_reaches_every_process()
    {
        await using var one = await BusHost.StartAsync(broker.Url, bus => bus.AddFanOutHandler<JobChanged, ChangedHandler>("changed"));
        await using var two = await BusHost.StartAsync(broker.Url, bus => bus.AddFanOutHandler<JobChanged, ChangedHandler>("changed"));

        await one.Publisher.PublishHintAsync(Changed(3), TestContext.Current.CancellationToken);

        await Eventually.HoldsAsync(() => one.Probe.Count("changed") == 1 && two.Probe.Count("changed") == 1);
    }

    [Fact]
    public async Task Queues_are_quorum_queues_except_those_that_go_with_their_process()
    {
        await using (await BusHost.StartAsync(broker.Url, bus =>
        {
            bus.AddConsumer<StartedConsumer, StartedDefinition>();
            bus.AddFanOutHandler<JobChanged, ChangedHandler>("changed");
        }))
        {
            var queues = await broker.QueuesAsync();
            Assert.Equal("quorum", queues["started"]["type"]!.GetValue<string>());
            Assert.Null(queues["started"]["arguments"]!["x-quorum-initial-group-size"]);
            var temporary = Assert.Single(queues, queue => queue.Key.StartsWith("changed", StringComparison.Ordinal));
            Assert.Equal("classic", temporary.Value["type"]!.GetValue<string>());
            Assert.False(temporary.Value["durable"]!.GetValue<bool>());
        }

        await Eventually.HoldsAsync(async () => (await broker.QueuesAsync()).Keys.SequenceEqual(["started"]));
    }

    [Fact]
    public async Task A_message_that_no_queue_takes_is_refused_at_once()
    {
        await using var host = await BusHost.StartAsync(broker.Url, _ => { });

        var exception = await Assert.ThrowsAsync<MessageNotSentException>(
            () => host.Publisher.PublishAsync(BusHost.Started(), TestContext.Current.CancellationToken));

        Assert.False(exception.BrokerAway);
    }

    [Fact]
    public async Task A_hint_that_nobody_listens_to_is_dropped()
    {
        await using var host = await BusHost.StartAsync(broker.Url, _ => { });

        await host.Publisher.PublishHintAsync(Changed(3), TestContext.Current.CancellationToken);

        Assert.Empty(await broker.QueuesAsync());
    }

    [Fact]
    public async Task A_poison_message_ends_in_the_error_queue_and_says_a_fault()
    {
        await using var host = await BusHost.StartAsync(broker.Url, bus =>
        {
            bus.AddConsumer<StartedConsumer, StartedDefinition>();
            bus.AddConsumer<StartedFaultConsumer, StartedFaultDefinition>();
        });
        host.Probe.OnConsume = message => message is GenerationStarted ? throw new InvalidOperationException("no") : Task.CompletedTask;
        var entry = BusHost.Started("job_7");

        await host.Publisher.PublishAsync(entry, TestContext.Current.CancellationToken);

        await Eventually.HoldsAsync(() => host.Probe.Count("fault") == 1);
        await Eventually.HoldsAsync(async () => (await broker.QueuesAsync()).ContainsKey("started_error"));
        Assert.Equal("quorum", (await broker.QueuesAsync())["started_error"]["type"]!.GetValue<string>());
        // The queue is there a moment before the message is in it.
        IReadOnlyList<JsonObject> dead = [];
        await Eventually.HoldsAsync(async () => (dead = await broker.TakeAsync("started_error")).Count > 0);
        Assert.Contains("job_7", Assert.Single(dead)["payload"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    internal static JobChanged Changed(long version) => new() { JobId = "job_1", Owner = "ada", Version = version, Snapshot = "{}" };
}
