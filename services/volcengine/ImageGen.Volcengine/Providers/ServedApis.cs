using ImageGen.Contracts;
using ImageGen.Messaging;
using Microsoft.Extensions.Hosting;

namespace ImageGen.Volcengine.Providers;

/// <summary>Tells which APIs there are keys for, so that no job is accepted for another. Again and again, because nobody keeps a hint.</summary>
internal sealed class ServedApis(ImageProviders providers, IMessagePublisher publisher, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var hint = new ApisServed
        {
            Apis = [.. providers.All.Where(provider => provider.Credentials.Count > 0).Select(provider => provider.Api).Order(StringComparer.Ordinal)],
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
