using ImageGen.Persistence;
using Microsoft.Extensions.Logging;

namespace ImageGen.Messaging.Outbox;

/// <summary>
/// Sends what savers of this process hand over, at once and in parallel, and sweeps for the rest. At a stop it goes on for a moment, to send
/// what waits.
/// </summary>
internal sealed partial class OutboxLoop<T>(
    OutboxDispatcher<T> dispatcher, OutboxQueue<T> queue, OutboxSweep<T> sweep, TimeProvider time, ILogger<OutboxLoop<T>> logger)
    : IOutboxLoop where T : class, IOutboxDocument<T>
{
    private const int Parallel = 64;
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(5);

    public async Task RunAsync(CancellationToken stopping)
    {
        using var draining = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        using var stop = stopping.Register(() =>
        {
            queue.Complete();
            draining.CancelAfter(DrainTime);
        });
        await Task.WhenAll(DispatchAsync(draining.Token), sweep.RunAsync(stopping));
    }

    private async Task DispatchAsync(CancellationToken draining)
    {
        var sending = new HashSet<Task>();
        try
        {
            await foreach (var stored in queue.ReadAllAsync(draining))
            {
                sending.Add(SendAsync(stored, draining));
                if (sending.Count >= Parallel)
                    await Task.WhenAny(sending);
                sending.RemoveWhere(task => task.IsCompleted);
            }
        }
        catch (OperationCanceledException)
        {
            // What was not sent in time keeps its lease; another dispatcher comes when that has passed.
        }

        await Task.WhenAll(sending);
    }

    private async Task SendAsync(Stored<T> stored, CancellationToken draining)
    {
        try
        {
            await dispatcher.DispatchAsync(stored, draining);
        }
        catch (OperationCanceledException) when (draining.IsCancellationRequested)
        {
            // As above.
        }
        catch (Exception exception)
        {
            LogFailed(exception, typeof(T).Name, stored.Id);
        }
    }

    [LoggerMessage(LogLevel.Error, "The outbox of {Document} {Id} could not be dispatched; it is tried again")]
    private partial void LogFailed(Exception exception, string document, string id);
}
