using ImageGen.Contracts;
using ImageGen.Storage.Copying;
using MassTransit;

namespace ImageGen.Storage.Consumers;

internal sealed class ImagesGeneratedConsumer(ImagesGeneratedHandler handler) : IConsumer<ImagesGenerated>
{
    public Task Consume(ConsumeContext<ImagesGenerated> context) => handler.HandleAsync(context.Message, context.CancellationToken);
}

internal sealed class ImagesGeneratedConsumerDefinition : ConsumerDefinition<ImagesGeneratedConsumer>
{
    public ImagesGeneratedConsumerDefinition() => EndpointName = StorageQueues.ImagesGenerated;
}
