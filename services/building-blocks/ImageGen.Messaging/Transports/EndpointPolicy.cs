using MassTransit;

namespace ImageGen.Messaging.Transports;

/// <summary>What holds for every queue.</summary>
internal static class EndpointPolicy
{
    /// <summary>Consumers only guard one document, so many run side by side.</summary>
    internal const int Prefetch = 64;

    internal static void Apply(IRegistrationContext context, string name, IReceiveEndpointConfigurator endpoint)
    {
        // It holds the message and its place meanwhile, so: short and few. What takes longer is a document's own business.
        endpoint.UseMessageRetry(retry => retry.Intervals(100, 500, 2000));

        if (endpoint is IRabbitMqReceiveEndpointConfigurator rabbit && !FanOut.IsFanOut(name))
        {
            // Without a group size: that would become an argument of the queue, which can not be changed later.
            rabbit.SetQuorumQueue();
        }
    }
}
