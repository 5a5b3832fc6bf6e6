using System.Diagnostics;
using ImageGen.Contracts;
using ImageGen.TestKit;
using MassTransit;

namespace ImageGen.Messaging.Tests.Bus;

public sealed class InMemoryBusTests
{
    private const string Trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    [Fact]
    public async Task Every_consumer_endpoint_receives_a_message_once_with_the_id_of_its_entry()
    {
        await using var host = await BusHost.StartAsync(null, bus =>
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
    public async Task The_stored_trace_reaches_the_consumer_while_another_one_is_current()
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "MassTransit",
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        await using var host = await BusHost.StartAsync(null, bus => bus.AddConsumer<StartedConsumer, StartedDefinition>());
        using var other = new Activity("other").Start();

        await host.Publisher.PublishAsync(BusHost.Started(traceParent: Trace), TestContext.Current.CancellationToken);

        Assert.Same(other, Activity.Current);
        await Eventually.HoldsAsync(() => host.Probe.Received.Count == 1);
        Assert.Equal("0af7651916cd43dd8448eb211c80319c", host.Probe.Received.Single().TraceId);
    }

    [Fact]
    public async Task A_consumer_that_keeps_failing_is_retried_shortly_and_then_says_a_fault()
    {
        await using var host = await BusHost.StartAsync(null, bus =>
        {
            bus.AddConsumer<StartedConsumer, StartedDefinition>();
            bus.AddConsumer<StartedFaultConsumer, StartedFaultDefinition>();
        });
        host.Probe.OnConsume = message => message is GenerationStarted ? throw new InvalidOperationException("no") : Task.CompletedTask;

        await host.Publisher.PublishAsync(BusHost.Started("job_7"), TestContext.Current.CancellationToken);

        await Eventually.HoldsAsync(() => host.Probe.Count("fault") == 1);
        Assert.Equal(4, host.Probe.Count("started"));
        var fault = Assert.IsType<Fault<GenerationStarted>>(host.Probe.Received.Last().Message, exactMatch: false);
        Assert.Equal("job_7", fault.Message.JobId);
    }

    [Fact]
    public async Task An_entry_that_a_newer_version_wrote_is_refused_alone()
    {
        await using var host = await BusHost.StartAsync(null, _ => { });
        var entry = BusHost.Started() with { Type = "NotYetInvented" };

        var exception = await Assert.ThrowsAsync<MessageNotSentException>(
            () => host.Publisher.PublishAsync(entry, TestContext.Current.CancellationToken));

        Assert.False(exception.BrokerAway);
    }

    [Fact]
    public async Task A_hint_reaches_a_fan_out_consumer()
    {
        await using var host = await BusHost.StartAsync(null, bus => bus.AddFanOutHandler<JobChanged, ChangedHandler>("changed"));

        await host.Publisher.PublishHintAsync(
            new JobChanged { JobId = "job_1", Owner = "ada", Version = 3, Snapshot = "{}" }, TestContext.Current.CancellationToken);

        await Eventually.HoldsAsync(() => host.Probe.Count("changed") == 1);
    }
}
