using ImageGen.Contracts;
using MassTransit;

namespace ImageGen.Jobs.Consumers;

internal sealed class ImagesGeneratedConsumer(JobFactHandler handler) : IConsumer<ImagesGenerated>
{
    public Task Consume(ConsumeContext<ImagesGenerated> context) => handler.HandleAsync(context.Message, context.CancellationToken);
}

internal sealed class ImagesGeneratedConsumerDefinition : ConsumerDefinition<ImagesGeneratedConsumer>
{
    public ImagesGeneratedConsumerDefinition() => EndpointName = JobsQueues.ImagesGenerated;
}
