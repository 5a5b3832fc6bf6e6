using ImageGen.Volcengine.Limits;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ImageGen.Volcengine.Recovering;

/// <summary>Looks every few seconds for what time has changed, and every few minutes for what may be deleted.</summary>
internal sealed partial class RecoverLoop(
    RecoverHandler handler, SlotJanitor janitor, TimeProvider time, ILogger<RecoverLoop> log) : BackgroundService
{
    private const int RoundsBetweenPurges = 60;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(5), time);
        for (var round = 0; !stoppingToken.IsCancellationRequested; round++)
        {
            try
            {
                while (await handler.RunOnceAsync(stoppingToken) > 0)
                {
                }

                while (await janitor.RunOnceAsync(stoppingToken) > 0)
                {
                }

                while (round % RoundsBetweenPurges == 0 && await handler.PurgeAsync(stoppingToken) > 0)
                {
                }

                await timer.WaitForNextTickAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                LogFault(error);
                await timer.WaitForNextTickAsync(CancellationToken.None);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "The recover loop failed and goes on in a moment")]
    private partial void LogFault(Exception error);
}
