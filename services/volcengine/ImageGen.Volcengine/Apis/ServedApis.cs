using ImageGen.Catalogue;
using ImageGen.Contracts;
using ImageGen.Messaging;
using Microsoft.Extensions.Hosting;

namespace ImageGen.Volcengine.Apis;

/// <summary>
/// Tells which models this worker can serve, so that no job for another model is accepted. Repeated every ten seconds, because hints are
/// not kept and are forgotten after a while.
/// </summary>
internal sealed class ServedApis(ProviderApiIndex apis, ModelCatalogue catalogue, IMessagePublisher publisher, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var names = apis.All.Where(api => api.Accounts.Count > 0).Select(api => api.Name).Order(StringComparer.Ordinal).ToArray();
        var hint = new ApisServed
        {
            Apis = names,
            Models = [.. catalogue.Models.Where(model => names.Contains(model.Provider.Api)).Select(model => model.Id)],
        };
        using var timer = new PeriodicTimer(Pause, time);
        try
        {
            do
                await publisher.PublishHintAsync(hint, stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopped.
        }
    }
}
