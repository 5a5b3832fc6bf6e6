using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ImageGen.Jobs;

/// <summary>Runs one step again and again: at once while there is work, else after a pause. No fault ends it.</summary>
internal sealed partial class LoopService(string name, TimeSpan pause, Func<CancellationToken, Task<int>> step, TimeProvider time, ILogger<LoopService> logger)
    : BackgroundService
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    /// <summary>Runs before the first step; tried again until it succeeds.</summary>
    public Func<CancellationToken, Task>? First { get; init; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var faults = 0;
        var first = First;
        while (!stoppingToken.IsCancellationRequested)
        {
            var wait = pause;
            try
            {
                if (first is not null)
                    await first(stoppingToken);
                first = null;
                if (await step(stoppingToken) > 0)
                    wait = TimeSpan.Zero;
                faults = 0;
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                faults++;
                wait = TimeSpan.FromSeconds(Math.Min(LongestPause.TotalSeconds, Math.Pow(2, Math.Min(faults, 6))));
                LogFault(name, faults, error);
            }
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
    }

    [LoggerMessage(LogLevel.Error, "{Name} failed ({Faults} in a row), and goes on")]
    private partial void LogFault(string name, int faults, Exception error);
}
