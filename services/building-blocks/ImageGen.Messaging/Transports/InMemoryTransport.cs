using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace ImageGen.Messaging.Transports;

internal static class InMemoryTransport
{
    internal static void UseInMemory(this IBusRegistrationConfigurator bus)
    {
        bus.AddOptions<MassTransitHostOptions>().Configure(options => options.WaitUntilStarted = true);
        bus.UsingInMemory((context, memory) =>
        {
            memory.PrefetchCount = EndpointPolicy.Prefetch;
            memory.ConfigureEndpoints(context);
        });
    }
}
