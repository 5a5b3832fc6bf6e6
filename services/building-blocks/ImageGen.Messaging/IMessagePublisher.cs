using ImageGen.Messaging.Outbox;

namespace ImageGen.Messaging;

/// <summary>Hands messages to the bus. The only thing modules know of it outside their consumers.</summary>
public interface IMessagePublisher
{
    /// <summary>Returns when the broker has confirmed the message and a queue has it.</summary>
    /// <exception cref="MessageNotSentException">Not confirmed in bounded time, or no queue takes it: try again later.</exception>
    Task PublishAsync(OutboxEntry entry, CancellationToken cancellationToken);

    /// <summary>Sends a hint that may be lost, such as <see cref="Contracts.JobChanged"/>; never throws, never waits for long.</summary>
    Task PublishHintAsync(object message, CancellationToken cancellationToken);
}
