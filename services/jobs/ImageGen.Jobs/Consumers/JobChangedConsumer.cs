using ImageGen.Contracts;
using ImageGen.Messaging;
using MassTransit;

namespace ImageGen.Jobs.Consumers;

internal sealed class JobChangedConsumer(JobHub hub) : IConsumer<JobChanged>
{
    public Task Consume(ConsumeContext<JobChanged> context)
    {
        hub.Publish(context.Message);
        return Task.CompletedTask;
    }
}

internal sealed class JobChangedConsumerDefinition() : FanOutDefinition<JobChangedConsumer>(JobsQueues.JobChanged);

/// <summary>After a reconnect hints were missed.</summary>
internal sealed class JobChangedListener(JobHub hub) : IFanOutListener
{
    public void Listening() => hub.Rescan();
}
