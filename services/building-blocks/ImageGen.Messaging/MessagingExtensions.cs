using ImageGen.Messaging.Outbox;
using ImageGen.Messaging.Transports;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace ImageGen.Messaging;

public static class MessagingExtensions
{
    /// <summary>The only place that may add a bus: once per process, before the modules, so that it stops after their loops.</summary>
    /// <remarks>Over RabbitMQ where <c>RABBITMQ_URL</c> is set (<c>amqp://user:password@host:5672/vhost</c>), else in memory.</remarks>
    /// <param name="consumers">Calls the <c>AddXxxConsumers</c> of each module in this process.</param>
    /// <exception cref="FormatException"><c>RABBITMQ_URL</c> is no AMQP address.</exception>
    public static IHostApplicationBuilder AddMessaging(this IHostApplicationBuilder builder, Action<IBusRegistrationConfigurator> consumers)
    {
        var broker = builder.Configuration["RABBITMQ_URL"] is { Length: > 0 } url ? RabbitMqAddress.Parse(url) : null;

        builder.Services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            bus.SetKebabCaseEndpointNameFormatter();
            // An API whose broker is away still accepts into its outbox: it must stay ready.
            bus.ConfigureHealthCheckOptions(options => options.MinimalFailureStatus = HealthStatus.Degraded);
            bus.AddConfigureEndpointsCallback(EndpointPolicy.Apply);
            bus.AddReceiveEndpointObserver<FanOutObserver>();
            consumers(bus);
            if (broker is null)
            {
                bus.UseInMemory();
            }
            else
            {
                bus.UseRabbitMq(broker);
            }
        });

        builder.Services.AddSingleton(new MessagingMode(SingleProcess: broker is null));
        builder.Services.AddSingleton<IMessagePublisher, MessagePublisher>();
        builder.Services.AddHostedService<OutboxService>();
        builder.Services.TryAddSingleton(TimeProvider.System);
        return builder;
    }

    /// <summary>
    /// Adds <see cref="IOutbox{T}"/> and its dispatcher for a document whose model is declared <see cref="OutboxFields.WithOutbox"/>.
    /// </summary>
    public static IHostApplicationBuilder AddOutbox<T>(this IHostApplicationBuilder builder) where T : class, IOutboxDocument<T>
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton<OutboxMetrics>();
        builder.Services.AddMetrics();
        builder.Services.AddSingleton<OutboxQueue<T>>();
        builder.Services.AddSingleton<IOutbox<T>, DocumentOutbox<T>>();
        builder.Services.AddSingleton<OutboxDispatcher<T>>();
        builder.Services.AddSingleton<OutboxSweep<T>>();
        builder.Services.AddSingleton<IOutboxLoop, OutboxLoop<T>>();
        return builder;
    }
}
