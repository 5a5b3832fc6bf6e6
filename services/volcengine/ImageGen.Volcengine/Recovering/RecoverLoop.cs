using ImageGen.Volcengine.Admission;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ImageGen.Volcengine.Recovering;

/// <summary>Looks every few seconds for what time has changed, and every few minutes for what may be deleted.</summary>
internal sealed partial class RecoverLoop(
    RecoverHandler handler, SlotJanitor janitor, Opinions opinions, TimeProvider time, ILogger<RecoverLoop> log) : BackgroundService
{
    private const int RoundsBetweenPurges = 60;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(5), time);
        try
        {
            for (var round = 0; ; round++)
            {
                await AllAsync("The recovery of tasks", handler.RunOnceAsync, stoppingToken);
                await AllAsync("The janitor of slots", janitor.RunOnceAsync, stoppingToken);
                if (round % RoundsBetweenPurges == 0)
                {
                    await AllAsync("The purge of tasks", handler.PurgeAsync, stoppingToken);
                    await AllAsync("The purge of opinions", opinions.PurgeAsync, stoppingToken);
                }

                await timer.WaitForNextTickAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopped.
        }
    }

    /// <summary>One that fails holds up no other.</summary>
    private async Task AllAsync(string what, Func<CancellationToken, Task<int>> pass, CancellationToken stoppingToken)
    {
        try
        {
            while (await pass(stoppingToken) > 0)
            {
            }
        }
        catch (Exception error) when (!stoppingToken.IsCancellationRequested)
        {
            LogFault(error, what);
        }
    }

    [LoggerMessage(LogLevel.Error, "{What} failed and goes on in a moment")]
    private partial void LogFault(Exception error, string what);
}
