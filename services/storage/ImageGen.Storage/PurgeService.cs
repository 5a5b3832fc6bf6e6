using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ImageGen.Storage;

/// <summary>Runs a purge now and then, until nothing is left to delete; a store that is away only delays it.</summary>
/// <param name="purge">Returns how many it has deleted.</param>
internal abstract partial class PurgeService(
    string what, TimeSpan pause, Func<CancellationToken, Task<int>> purge, TimeProvider time, ILogger logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await purge(stoppingToken) > 0)
                {
                }
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(error, what);
            }
            await Task.Delay(pause, time, stoppingToken);
        }
    }

    [LoggerMessage(LogLevel.Warning, "{What} could not be deleted; it is tried again")]
    private partial void LogFailed(Exception error, string what);
}
