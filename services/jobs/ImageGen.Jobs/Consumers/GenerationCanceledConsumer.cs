using ImageGen.Contracts;
using MassTransit;

namespace ImageGen.Jobs.Consumers;

internal sealed class GenerationCanceledConsumer(JobFactHandler handler) : IConsumer<GenerationCanceled>
{
    public Task Consume(ConsumeContext<GenerationCanceled> context) => handler.HandleAsync(context.Message, context.CancellationToken);
}

internal sealed class GenerationCanceledConsumerDefinition : ConsumerDefinition<GenerationCanceledConsumer>
{
    public GenerationCanceledConsumerDefinition() => EndpointName = JobsQueues.GenerationCanceled;
}
