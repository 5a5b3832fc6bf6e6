using Microsoft.Extensions.DependencyInjection;

namespace ImageGen.Messaging;

/// <summary>
/// Hands messages over without the bus, where their only receiver is in the process that sends them. A bus in memory forgets them with the
/// process, also those that it has confirmed: that is nothing where whoever waits for a message asks again, and a loss where nobody does.
/// </summary>
public static class DirectHandlers
{
    /// <param name="services">Where the handler is registered as a singleton.</param>
    public static IServiceCollection AddDirectHandler<TMessage, THandler>(this IServiceCollection services)
        where TMessage : class
        where THandler : class, IMessageHandler<TMessage> =>
        services.AddSingleton(provider => new DirectHandler(
            typeof(TMessage), (message, cancellationToken) => provider.GetRequiredService<THandler>().HandleAsync((TMessage)message, cancellationToken)));
}

/// <param name="Message">The type of the messages that it takes.</param>
internal sealed record DirectHandler(Type Message, Func<object, CancellationToken, Task> HandleAsync);
