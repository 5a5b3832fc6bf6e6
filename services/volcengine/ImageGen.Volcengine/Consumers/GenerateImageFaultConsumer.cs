using ImageGen.Contracts;
using ImageGen.Volcengine.Handlers;
using MassTransit;

namespace ImageGen.Volcengine.Consumers;

internal sealed class GenerateImageFaultConsumer(GenerateImageFaultHandler handler) : IConsumer<Fault<GenerateImage>>
{
    // The exception's name, not its text: that may quote the request.
    public Task Consume(ConsumeContext<Fault<GenerateImage>> context) => handler.HandleAsync(
        context.Message.Message, context.Message.Exceptions.FirstOrDefault()?.ExceptionType ?? "no reason given", context.CancellationToken);
}

internal sealed class GenerateImageFaultConsumerDefinition : ConsumerDefinition<GenerateImageFaultConsumer>
{
    public GenerateImageFaultConsumerDefinition() => EndpointName = "volcengine-generate-image-fault";
}
