using ImageGen.Contracts;
using MassTransit;

namespace ImageGen.Jobs.Consumers;

internal sealed class GenerationDeferredConsumer(JobFactHandler handler) : IConsumer<GenerationDeferred>
{
    public Task Consume(ConsumeContext<GenerationDeferred> context) => handler.HandleAsync(context.Message, context.CancellationToken);
}

internal sealed class GenerationDeferredConsumerDefinition : ConsumerDefinition<GenerationDeferredConsumer>
{
    public GenerationDeferredConsumerDefinition() => EndpointName = JobsQueues.GenerationDeferred;
}
