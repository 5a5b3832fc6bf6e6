using ImageGen.Contracts;
using MassTransit;

namespace ImageGen.Jobs.Consumers;

internal sealed class ImageStoreFailedConsumer(JobFactHandler handler) : IConsumer<ImageStoreFailed>
{
    public Task Consume(ConsumeContext<ImageStoreFailed> context) => handler.HandleAsync(context.Message, context.CancellationToken);
}

internal sealed class ImageStoreFailedConsumerDefinition : ConsumerDefinition<ImageStoreFailedConsumer>
{
    public ImageStoreFailedConsumerDefinition() => EndpointName = JobsQueues.ImageStoreFailed;
}
