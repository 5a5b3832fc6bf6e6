using ImageGen.Contracts;
using ImageGen.Messaging;
using MassTransit;

namespace ImageGen.Jobs.Consumers;

internal sealed class ApisServedConsumer(OfferedModels models) : IConsumer<ApisServed>
{
    public Task Consume(ConsumeContext<ApisServed> context)
    {
        models.Learn(context.Message);
        return Task.CompletedTask;
    }
}

internal sealed class ApisServedConsumerDefinition() : FanOutDefinition<ApisServedConsumer>(JobsQueues.ApisServed);
