namespace ImageGen.Messaging;

/// <summary>What a module does with a message. It knows nothing of the bus; <see cref="HandlerRegistration"/> gives it a queue.</summary>
public interface IMessageHandler<in TMessage> where TMessage : class
{
    /// <exception cref="Exception">Whatever it throws: the message is tried again a few times, and then set aside.</exception>
    Task HandleAsync(TMessage message, CancellationToken cancellationToken);
}
