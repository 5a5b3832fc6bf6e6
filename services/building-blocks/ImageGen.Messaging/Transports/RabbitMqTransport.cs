using MassTransit;

namespace ImageGen.Messaging.Transports;

internal static class RabbitMqTransport
{
    internal static void UseRabbitMq(this IBusRegistrationConfigurator bus, RabbitMqAddress broker) =>
        bus.UsingRabbitMq((context, rabbit) =>
        {
            rabbit.Host(broker.Host, broker.Port, broker.VirtualHost, host =>
            {
                host.Username(broker.User);
                host.Password(broker.Password);
                // A half-open connection holds its queues until the broker notices.
                host.Heartbeat(TimeSpan.FromSeconds(10));
                if (broker.Tls)
                {
                    host.UseSsl(ssl => ssl.ServerName = broker.Host);
                }
            });
            rabbit.PrefetchCount = EndpointPolicy.Prefetch;
            rabbit.ConfigureEndpoints(context);
        });
}
