using MassTransit;

namespace ImageGen.Messaging;

/// <summary>Hands each message of a queue to its handler. A class for each queue, because the bus tells consumers apart by their class.</summary>
internal sealed class MessageConsumer<TMessage, THandler>(THandler handler) : IConsumer<TMessage>
    where TMessage : class
    where THandler : class, IMessageHandler<TMessage>
{
    public Task Consume(ConsumeContext<TMessage> context) => handler.HandleAsync(context.Message, context.CancellationToken);
}
