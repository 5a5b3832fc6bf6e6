using ImageGen.Contracts;
using MassTransit;

namespace ImageGen.Jobs.Consumers;

internal sealed class ImageStoredConsumer(JobFactHandler handler) : IConsumer<ImageStored>
{
    public Task Consume(ConsumeContext<ImageStored> context) => handler.HandleAsync(context.Message, context.CancellationToken);
}

internal sealed class ImageStoredConsumerDefinition : ConsumerDefinition<ImageStoredConsumer>
{
    public ImageStoredConsumerDefinition() => EndpointName = JobsQueues.ImageStored;
}
