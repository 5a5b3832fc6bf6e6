using ImageGen.Contracts;
using ImageGen.Volcengine.Handlers;
using MassTransit;

namespace ImageGen.Volcengine.Consumers;

internal sealed class CancelGenerationConsumer(CancelGenerationHandler handler) : IConsumer<CancelGeneration>
{
    public Task Consume(ConsumeContext<CancelGeneration> context) => handler.HandleAsync(context.Message, context.CancellationToken);
}

internal sealed class CancelGenerationConsumerDefinition : ConsumerDefinition<CancelGenerationConsumer>
{
    public CancelGenerationConsumerDefinition() => EndpointName = VolcengineQueues.CancelGeneration;
}
