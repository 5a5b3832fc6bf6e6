using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ImageGen.Storage.Uploads;

/// <summary>Runs the purge now and then; a store that is away only delays it.</summary>
internal sealed partial class UploadPurgeService(UploadPurge purge, TimeProvider time, ILogger<UploadPurgeService> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await purge.RunOnceAsync(stoppingToken) > 0)
                {
                }
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(error);
            }
            await Task.Delay(Pause, time, stoppingToken);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Old uploads could not be deleted; it is tried again")]
    private partial void LogFailed(Exception error);
}
