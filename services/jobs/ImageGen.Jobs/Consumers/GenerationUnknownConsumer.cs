using ImageGen.Contracts;
using MassTransit;

namespace ImageGen.Jobs.Consumers;

internal sealed class GenerationUnknownConsumer(JobFactHandler handler) : IConsumer<GenerationUnknown>
{
    public Task Consume(ConsumeContext<GenerationUnknown> context) => handler.HandleAsync(context.Message, context.CancellationToken);
}

internal sealed class GenerationUnknownConsumerDefinition : ConsumerDefinition<GenerationUnknownConsumer>
{
    public GenerationUnknownConsumerDefinition() => EndpointName = JobsQueues.GenerationUnknown;
}
