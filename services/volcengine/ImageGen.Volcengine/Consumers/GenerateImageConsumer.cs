using ImageGen.Contracts;
using ImageGen.Volcengine.Handlers;
using MassTransit;

namespace ImageGen.Volcengine.Consumers;

internal sealed class GenerateImageConsumer(GenerateImageHandler handler) : IConsumer<GenerateImage>
{
    public Task Consume(ConsumeContext<GenerateImage> context) => handler.HandleAsync(context.Message, context.CancellationToken);
}

internal sealed class GenerateImageConsumerDefinition : ConsumerDefinition<GenerateImageConsumer>
{
    public GenerateImageConsumerDefinition() => EndpointName = VolcengineQueues.GenerateImage;
}
