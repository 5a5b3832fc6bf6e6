using MassTransit;

namespace ImageGen.Messaging;

/// <summary>
/// Base of the definition of a consumer that must see every message in every instance, for hints such as
/// <see cref="Contracts.JobChanged"/>: a temporary queue of its own per process, gone with its connection.
/// Messages sent while it is gone are lost: <see cref="IFanOutListener"/> says when to read the store again.
/// </summary>
public abstract class FanOutDefinition<TConsumer> : ConsumerDefinition<TConsumer> where TConsumer : class, IConsumer
{
    /// <param name="name">The constant part of the queue's name.</param>
    protected FanOutDefinition(string name) =>
        Endpoint(endpoint =>
        {
            endpoint.Name = name;
            endpoint.InstanceId = FanOut.NewInstanceId();
            endpoint.Temporary = true;
        });
}
