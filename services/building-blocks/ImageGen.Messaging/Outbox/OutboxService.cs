using Microsoft.Extensions.Hosting;

namespace ImageGen.Messaging.Outbox;

/// <summary>Runs every outbox loop of the process. Registered after the bus, so it stops before it and can still send.</summary>
internal sealed class OutboxService(IEnumerable<IOutboxLoop> loops) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(loops.Select(loop => loop.RunAsync(stoppingToken)));
}
