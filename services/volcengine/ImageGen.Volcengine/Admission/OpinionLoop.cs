using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ImageGen.Volcengine.Admission;

/// <summary>Says once a minute that this worker lives, and once more that it goes.</summary>
internal sealed partial class OpinionLoop(Opinions opinions, TimeProvider time, ILogger<OpinionLoop> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(Opinions.Beat), time);
        try
        {
            do
                await TryAsync(() => opinions.BeatAsync(stoppingToken), stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await TryAsync(() => opinions.LeaveAsync(CancellationToken.None), CancellationToken.None);
        }
    }

    private async Task TryAsync(Func<Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await work();
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            LogFault(error);
        }
    }

    [LoggerMessage(LogLevel.Error, "What this worker knows of the provider's accounts could not be stored and is in the next minute")]
    private partial void LogFault(Exception error);
}
