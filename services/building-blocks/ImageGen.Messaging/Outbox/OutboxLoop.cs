using ImageGen.Persistence;
using Microsoft.Extensions.Logging;

namespace ImageGen.Messaging;

/// <summary>Sends what savers of this process hand over, at once and in parallel; sweeps for the rest. Survives whatever fails.</summary>
internal sealed partial class OutboxLoop<T>(
    OutboxDispatcher<T> dispatcher,
    OutboxQueue<T> queue,
    IDocuments<T> documents,
    OutboxMetrics metrics,
    MessagingMode mode,
    TimeProvider time,
    ILogger<OutboxLoop<T>> logger) : IOutboxLoop where T : class, IOutboxDocument<T>
{
    private const int Parallel = 64;
    private static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(5);

    public async Task RunAsync(CancellationToken stopping)
    {
        using var draining = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        using var stop = stopping.Register(() =>
        {
            queue.Complete();
            draining.CancelAfter(DrainTime);
        });
        await Task.WhenAll(DispatchAsync(draining.Token), SweepAsync(stopping));
    }

    private async Task DispatchAsync(CancellationToken draining)
    {
        var sending = new HashSet<Task>();
        try
        {
            await foreach (var stored in queue.ReadAllAsync(draining))
            {
                sending.Add(SurviveAsync(() => dispatcher.DispatchAsync(stored, draining), draining));
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

    private async Task SweepAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(SweepInterval, time);
        var first = true;
        do
        {
            await SurviveAsync(() => SweepAllAsync(ignoreLeases: first && mode.SingleProcess, stopping), stopping);
            first = false;
        }
        while (await NextTickAsync(timer, stopping));
    }

    private async Task SweepAllAsync(bool ignoreLeases, CancellationToken stopping)
    {
        while (await dispatcher.SweepAsync(stopping, ignoreLeases) == OutboxDispatcher<T>.SweepSize)
        {
        }

        await MeasureAsync(stopping);
    }

    private async Task MeasureAsync(CancellationToken stopping)
    {
        var next = await documents.PageAsync(
            new PageQuery { OrderBy = IOutboxDocument<T>.DueField, Descending = false, Limit = 1 }, stopping);
        metrics.Oldest(typeof(T).Name, next.Items is [var stored] ? stored.Body.Outbox : [], time.UnixMilliseconds());
    }

    private async Task SurviveAsync(Func<Task> step, CancellationToken cancellation)
    {
        try
        {
            await step();
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
        }
        catch (Exception exception)
        {
            LogFailed(exception, typeof(T).Name);
        }
    }

    private static async Task<bool> NextTickAsync(PeriodicTimer timer, CancellationToken stopping)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    [LoggerMessage(LogLevel.Error, "The outbox of {Document} could not be dispatched; it is tried again")]
    private partial void LogFailed(Exception exception, string document);
}
