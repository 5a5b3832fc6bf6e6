using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ImageGen.ObjectStorage;

/// <summary>Prepares the store beside the start of the host, for as long as it takes: a bucket that is late must not fail a start.</summary>
internal sealed partial class ObjectStorePreparation(IPreparedStore store, TimeProvider time, ILogger<ObjectStorePreparation> logger) : BackgroundService
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var wait = TimeSpan.FromSeconds(1); ; wait = wait * 2 < LongestWait ? wait * 2 : LongestWait)
        {
            try
            {
                await store.PrepareAsync(stoppingToken);
                return;
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                LogNotReady(wait, error.Message);
            }
            await Task.Delay(wait, time, stoppingToken);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The object store is not ready, next try in {Wait}: {Reason}")]
    private partial void LogNotReady(TimeSpan wait, string reason);
}
