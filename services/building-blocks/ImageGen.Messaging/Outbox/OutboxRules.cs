namespace ImageGen.Messaging.Outbox;

/// <summary>When an outbox is due, and what remains of it after an attempt to send.</summary>
public static class OutboxRules
{
    /// <summary>Longer than the outer bound of one publish, so that nobody comes while its saver may still be sending.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan LongestBackoff = TimeSpan.FromSeconds(30);

    /// <param name="now">Unix milliseconds.</param>
    public static bool IsDue(this OutboxEntry entry, long now) => entry.NotBefore is not { } notBefore || notBefore <= now;

    /// <summary>When another dispatcher may come after a save: after the saver's lease, where it has something to send.</summary>
    internal static long? DueAfterSave(IReadOnlyList<OutboxEntry> outbox, long now)
    {
        if (outbox.Count == 0)
        {
            return null;
        }

        return outbox.Any(entry => entry.IsDue(now)) ? now + (long)Lease.TotalMilliseconds : outbox.Min(entry => entry.NotBefore);
    }

    /// <summary>Takes out what was sent and counts what failed. After a failure what is left waits, longer with each attempt.</summary>
    /// <returns>The document to save, or null where nothing changes.</returns>
    internal static T? AfterSending<T>(T body, Func<Guid, bool> wasSent, IReadOnlySet<Guid> failed, long now)
        where T : class, IOutboxDocument<T>
    {
        var left = body.Outbox
            .Where(entry => !wasSent(entry.Id))
            .Select(entry => failed.Contains(entry.Id) ? entry with { Attempts = entry.Attempts + 1 } : entry)
            .ToList();
        var attempts = left.Select(entry => entry.Attempts).DefaultIfEmpty().Max();
        var retryAt = failed.Count == 0 ? now : now + (long)Backoff(attempts).TotalMilliseconds;
        long? due = left.Count == 0 ? null : left.Min(entry => entry.IsDue(now) ? retryAt : entry.NotBefore);

        var same = due == body.OutboxDue && left.Count == body.Outbox.Count && !left.Exists(entry => failed.Contains(entry.Id));
        return same ? null : body.WithOutbox(left, due);
    }

    /// <summary>1 s, 2 s, 4 s … up to 30 s.</summary>
    private static TimeSpan Backoff(int attempts) =>
        attempts > 5 ? LongestBackoff : TimeSpan.FromSeconds(1 << Math.Max(attempts - 1, 0));
}
