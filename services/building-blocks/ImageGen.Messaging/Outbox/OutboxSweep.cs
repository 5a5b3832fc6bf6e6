using ImageGen.Loops;
using ImageGen.Persistence;
using Microsoft.Extensions.Logging;

namespace ImageGen.Messaging.Outbox;

/// <summary>Looks each second for what nobody sends, of savers that died, failed or had too much to do, and measures how late it is.</summary>
internal sealed class OutboxSweep<T>(
    OutboxDispatcher<T> dispatcher, IDocuments<T> documents, OutboxMetrics metrics, MessagingMode mode, TimeProvider time, ILogger<OutboxSweep<T>> logger)
    : Loop($"OutboxSweep of {typeof(T).Name}", time, logger) where T : class, IOutboxDocument<T>
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    protected override TimeSpan LongestBackoff => 2 * Interval;

    /// <summary>In the only process there is, nobody can hold a lease at its start.</summary>
    protected override async Task FirstAsync(CancellationToken stopping)
    {
        while (mode.SingleProcess && await dispatcher.SweepAsync(stopping, ignoreLeases: true) == OutboxDispatcher<T>.SweepSize)
        {
        }
    }

    protected override async Task<TimeSpan> StepAsync(CancellationToken stopping)
    {
        if (await dispatcher.SweepAsync(stopping) == OutboxDispatcher<T>.SweepSize)
            return TimeSpan.Zero;
        await MeasureAsync(stopping);
        return Interval;
    }

    private async Task MeasureAsync(CancellationToken stopping)
    {
        var next = await documents.PageAsync(new PageQuery { OrderBy = IOutboxDocument<T>.DueField, Descending = false, Limit = 1 }, stopping);
        metrics.Oldest(typeof(T).Name, next.Items is [var stored] ? stored.Body.Outbox : [], Time.UnixMilliseconds());
    }
}
