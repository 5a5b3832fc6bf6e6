using MassTransit;

namespace ImageGen.Messaging;

/// <summary>Gives handlers their queues. A handler is a singleton that its module registers.</summary>
public static class HandlerRegistration
{
    /// <summary>Each message goes to one process of those that have this queue.</summary>
    /// <param name="queue">Its name on the broker. It never changes: messages wait in it while a new version starts.</param>
    /// <param name="atOnce">How many messages a process handles at a time; by default as many as it is given.</param>
    public static void AddHandler<TMessage, THandler>(this IBusRegistrationConfigurator bus, string queue, int? atOnce = null)
        where TMessage : class
        where THandler : class, IMessageHandler<TMessage> =>
        bus.AddConsumer<MessageConsumer<TMessage, THandler>>().Endpoint(endpoint =>
        {
            endpoint.Name = queue;
            endpoint.ConcurrentMessageLimit = atOnce;
        });

    /// <summary>
    /// Every process sees every message, for hints such as <see cref="Contracts.JobChanged"/>: a temporary queue of its own, gone with its
    /// connection. Messages sent while it is gone are lost: <see cref="IFanOutListener"/> says when to read the store again.
    /// </summary>
    /// <param name="queue">The constant part of the queue's name.</param>
    public static void AddFanOutHandler<TMessage, THandler>(this IBusRegistrationConfigurator bus, string queue)
        where TMessage : class
        where THandler : class, IMessageHandler<TMessage> =>
        bus.AddConsumer<MessageConsumer<TMessage, THandler>>().Endpoint(endpoint =>
        {
            endpoint.Name = queue;
            endpoint.InstanceId = FanOut.NewInstanceId();
            endpoint.Temporary = true;
        });
}
