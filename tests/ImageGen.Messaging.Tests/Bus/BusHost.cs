using ImageGen.Contracts;
using ImageGen.Messaging.Outbox;
using ImageGen.TestKit;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ImageGen.Messaging.Tests.Bus;

/// <summary>One process with a bus, as a host would build it.</summary>
internal sealed class BusHost : IAsyncDisposable
{
    private readonly IHost host;

    private BusHost(IHost host) => this.host = host;

    public Probe Probe => host.Services.GetRequiredService<Probe>();

    public IMessagePublisher Publisher => host.Services.GetRequiredService<IMessagePublisher>();

    public IServiceProvider Services => host.Services;

    public static async Task<BusHost> StartAsync(
        string? rabbitMqUrl, Action<IBusRegistrationConfigurator> consumers, Action<HostApplicationBuilder>? more = null, bool wait = true)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration["RABBITMQ_URL"] = rabbitMqUrl;
        builder.Services.AddSingleton<Probe>();
        builder.Services.AddSingleton<ChangedHandler>();
        builder.AddMessaging(consumers);
        more?.Invoke(builder);
        var host = builder.Build();
        await host.StartAsync();
        if (rabbitMqUrl is not null && wait)
        {
            await Eventually.HoldsAsync(async () =>
                await host.Services.GetRequiredService<IBusControl>().WaitForHealthStatus(BusHealthStatus.Healthy, TimeSpan.FromSeconds(60))
                    == BusHealthStatus.Healthy);
        }

        return new BusHost(host);
    }

    public static OutboxEntry Started(string job = "job_1", string? traceParent = null) =>
        OutboxEntries.With([], new GenerationStarted { JobId = job, Attempt = 1, Indices = [0], StartedAt = DateTimeOffset.UnixEpoch })[0]
            with
        { TraceParent = traceParent };

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }
}
