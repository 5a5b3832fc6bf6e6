using ImageGen.Contracts;
using MassTransit;

namespace ImageGen.Jobs.Consumers;

internal sealed class ImageDelayedConsumer(JobFactHandler handler) : IConsumer<ImageDelayed>
{
    public Task Consume(ConsumeContext<ImageDelayed> context) => handler.HandleAsync(context.Message, context.CancellationToken);
}

internal sealed class ImageDelayedConsumerDefinition : ConsumerDefinition<ImageDelayedConsumer>
{
    public ImageDelayedConsumerDefinition() => EndpointName = JobsQueues.ImageDelayed;
}
