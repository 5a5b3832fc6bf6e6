using ImageGen.Contracts;
using MassTransit;

namespace ImageGen.Jobs.Consumers;

internal sealed class GenerationFailedConsumer(JobFactHandler handler) : IConsumer<GenerationFailed>
{
    public Task Consume(ConsumeContext<GenerationFailed> context) => handler.HandleAsync(context.Message, context.CancellationToken);
}

internal sealed class GenerationFailedConsumerDefinition : ConsumerDefinition<GenerationFailedConsumer>
{
    public GenerationFailedConsumerDefinition() => EndpointName = JobsQueues.GenerationFailed;
}
