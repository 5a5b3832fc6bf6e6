using ImageGen.Contracts;
using MassTransit;

namespace ImageGen.Jobs.Consumers;

internal sealed class GenerationStartedConsumer(JobFactHandler handler) : IConsumer<GenerationStarted>
{
    public Task Consume(ConsumeContext<GenerationStarted> context) => handler.HandleAsync(context.Message, context.CancellationToken);
}

internal sealed class GenerationStartedConsumerDefinition : ConsumerDefinition<GenerationStartedConsumer>
{
    public GenerationStartedConsumerDefinition() => EndpointName = JobsQueues.GenerationStarted;
}
