using System.Collections.Concurrent;
using ImageGen.Contracts;
using MassTransit;

namespace ImageGen.Messaging.Tests.Bus;

/// <summary>What one process has received, and what its consumers shall do.</summary>
internal sealed class Probe
{
    public ConcurrentQueue<(string Consumer, Guid? MessageId, object Message, string? TraceId)> Received { get; } = [];

    public Func<object, Task> OnConsume { get; set; } = _ => Task.CompletedTask;

    public async Task ConsumeAsync<T>(string consumer, ConsumeContext<T> context) where T : class
    {
        Received.Enqueue((consumer, context.MessageId, context.Message, System.Diagnostics.Activity.Current?.TraceId.ToHexString()));
        await OnConsume(context.Message);
    }

    public int Count(string consumer) => Received.Count(received => received.Consumer == consumer);
}

internal sealed class StartedConsumer(Probe probe) : IConsumer<GenerationStarted>
{
    public Task Consume(ConsumeContext<GenerationStarted> context) => probe.ConsumeAsync("started", context);
}

internal sealed class OtherStartedConsumer(Probe probe) : IConsumer<GenerationStarted>
{
    public Task Consume(ConsumeContext<GenerationStarted> context) => probe.ConsumeAsync("other", context);
}

internal sealed class StartedFaultConsumer(Probe probe) : IConsumer<Fault<GenerationStarted>>
{
    public Task Consume(ConsumeContext<Fault<GenerationStarted>> context) => probe.ConsumeAsync("fault", context);
}

internal sealed class ChangedHandler(Probe probe) : IMessageHandler<JobChanged>
{
    public Task HandleAsync(JobChanged message, CancellationToken cancellationToken)
    {
        probe.Received.Enqueue(("changed", null, message, null));
        return probe.OnConsume(message);
    }
}
