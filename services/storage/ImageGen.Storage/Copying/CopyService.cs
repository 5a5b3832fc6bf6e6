using ImageGen.Messaging;
using ImageGen.Persistence;
using ImageGen.Storage.Copies;
using ImageGen.Storage.Thumbnails;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ImageGen.Storage.Copying;

/// <summary>
/// Keeps the copy loop busy: a slow picture holds one place, never the whole batch. Survives whatever fails, and at a stop finishes what
/// is in hand where that does not take long: else it would wait for its lease.
/// </summary>
internal sealed partial class CopyService(
    CopyLoop loop,
    CopyWake wake,
    EagerThumbnails thumbnails,
    MessagingMode mode,
    IOptions<StorageOptions> options,
    TimeProvider time,
    ILogger<CopyService> logger) : BackgroundService
{
    private static readonly TimeSpan FinishingTime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    private readonly HashSet<Task> running = [];
    private int copying;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var finishing = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        using var stop = stoppingToken.Register(() => finishing.CancelAfter(FinishingTime));
        if (mode.SingleProcess)
            await ReleaseAsync(stoppingToken);
        var wait = ShortestWait;
        while (!stoppingToken.IsCancellationRequested)
        {
            wake.Signal.Reset();
            running.RemoveWhere(task => task.IsCompleted);
            var free = options.Value.Parallelism - Volatile.Read(ref copying);
            var started = free > 0 ? await StartAsync(free, stoppingToken, finishing.Token) : 0;
            if (free > 0 && started == free)
                continue;
            wait = started > 0 ? ShortestWait : wait + ShortestWait / 4 is var longer && longer < LongestWait ? longer : LongestWait;
            await wake.Signal.WaitAsync(wait, stoppingToken);
        }
        await Task.WhenAll(running);
    }

    private async Task ReleaseAsync(CancellationToken stopping)
    {
        try
        {
            await loop.ReleaseAsync(stopping);
        }
        catch (Exception error) when (!stopping.IsCancellationRequested)
        {
            // Then the leases have to pass.
            LogFailed(error);
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task<int> StartAsync(int free, CancellationToken stopping, CancellationToken finishing)
    {
        try
        {
            var claimed = await loop.ClaimAsync(free, stopping);
            foreach (var copy in claimed)
                running.Add(CopyAsync(copy, finishing));
            return claimed.Count;
        }
        catch (Exception error) when (!stopping.IsCancellationRequested)
        {
            LogFailed(error);
            return 0;
        }
        catch (OperationCanceledException)
        {
            return 0;
        }
    }

    private async Task CopyAsync(Stored<ImageCopy> claimed, CancellationToken finishing)
    {
        Interlocked.Increment(ref copying);
        try
        {
            var copy = await loop.CopyAsync(claimed, finishing);
            if (copy?.State == CopyState.Stored && options.Value.EagerThumbnails && Volatile.Read(ref copying) == 1)
                thumbnails.Offer(copy);
        }
        catch (OperationCanceledException) when (finishing.IsCancellationRequested)
        {
        }
        catch (Exception error)
        {
            // Its lease passes, and it is due again.
            LogFailed(error);
        }
        finally
        {
            // There was no place for another one.
            if (Interlocked.Decrement(ref copying) == options.Value.Parallelism - 1)
                wake.Signal.Set();
        }
    }

    [LoggerMessage(LogLevel.Error, "Copying pictures failed; it is tried again")]
    private partial void LogFailed(Exception error);
}
