using System.Buffers.Binary;
using System.Diagnostics.Metrics;

namespace ImageGen.Messaging.Outbox;

/// <summary>The meter <c>ImageGen.Outbox</c>: what was sent, what failed, and how old the oldest entry is that is overdue.</summary>
public sealed class OutboxMetrics
{
    public const string MeterName = "ImageGen.Outbox";

    private readonly Counter<long> sent;
    private readonly Counter<long> failed;
    private readonly Histogram<double> delay;
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, double> oldest = [];

    public OutboxMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        sent = meter.CreateCounter<long>("imagegen.outbox.sent", "{message}", "Messages that the broker has confirmed.");
        failed = meter.CreateCounter<long>("imagegen.outbox.failed", "{message}", "Attempts that failed; the message waits in its outbox.");
        delay = meter.CreateHistogram<double>("imagegen.outbox.delay", "s", "From the save that decided a message to its confirmation.");
        meter.CreateObservableGauge(
            "imagegen.outbox.oldest",
            () => oldest.Select(pair => new Measurement<double>(pair.Value, new KeyValuePair<string, object?>("document", pair.Key))),
            "s",
            "Age of the oldest entry of the document that is most overdue; 0 where none is.");
    }

    internal void Sent(OutboxEntry entry, long now)
    {
        sent.Add(1, new KeyValuePair<string, object?>("message", entry.Type));
        delay.Record(AgeOf(entry, now), new KeyValuePair<string, object?>("message", entry.Type));
    }

    internal void Failed(OutboxEntry entry) => failed.Add(1, new KeyValuePair<string, object?>("message", entry.Type));

    internal void Oldest(string document, IReadOnlyList<OutboxEntry> outbox, long now) =>
        oldest[document] = outbox.Where(entry => entry.IsDue(now)).Select(entry => AgeOf(entry, now)).DefaultIfEmpty().Max();

    /// <summary>Seconds since the id was drawn, or since the entry became due where that was later.</summary>
    private static double AgeOf(OutboxEntry entry, long now)
    {
        Span<byte> id = stackalloc byte[16];
        entry.Id.TryWriteBytes(id, bigEndian: true, out _);
        var drawn = BinaryPrimitives.ReadInt64BigEndian(id) >>> 16;
        return Math.Max(0, now - Math.Max(drawn, entry.NotBefore ?? 0)) / 1000.0;
    }
}
