using ImageGen.Volcengine.Handlers;
using MassTransit;

namespace ImageGen.Volcengine.Consumers;

internal sealed class RefetchImagesConsumer(RefetchImagesHandler handler) : IConsumer<Contracts.RefetchImages>
{
    public Task Consume(ConsumeContext<Contracts.RefetchImages> context) => handler.HandleAsync(context.Message, context.CancellationToken);
}

internal sealed class RefetchImagesConsumerDefinition : ConsumerDefinition<RefetchImagesConsumer>
{
    public RefetchImagesConsumerDefinition()
    {
        EndpointName = VolcengineQueues.RefetchImages;
        // After an outage of Storage there are many, and they share the budget for questions with tasks whose pictures people wait for.
        ConcurrentMessageLimit = 4;
    }
}
