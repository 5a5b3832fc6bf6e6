using ImageGen.Persistence;
using Microsoft.Extensions.Logging;

namespace ImageGen.Messaging.Outbox;

/// <summary>
/// Sends what documents carry: publishes the due entries of a document in order, then removes all of them in one write.
/// A crash between the two sends again, which is harmless.
/// </summary>
public sealed partial class OutboxDispatcher<T>(
    IDocuments<T> documents,
    IMessagePublisher publisher,
    OutboxQueue<T> queue,
    TimeProvider time,
    ILogger<OutboxDispatcher<T>> logger,
    OutboxMetrics? metrics = null) where T : class, IOutboxDocument<T>
{
    /// <summary>How many documents one sweep takes.</summary>
    public const int SweepSize = 64;

    /// <summary>
    /// Sends a document that was just saved or claimed. Returns at once where it is being sent already or its lease has passed.
    /// </summary>
    public async Task DispatchAsync(Stored<T> saved, CancellationToken cancellationToken)
    {
        if (!queue.TryBegin(saved, out var stored))
        {
            return;
        }

        try
        {
            // It waited for too long: another dispatcher may have come, so it takes a new lease, through the sweep.
            if (stored.Body.OutboxDue <= time.UnixMilliseconds())
            {
                queue.Abandon(stored);
                return;
            }

            await SendAndRemoveAsync(stored, cancellationToken);
        }
        catch
        {
            queue.Abandon(stored);
            throw;
        }
    }

    /// <summary>Takes documents whose lease has passed and sends them: those of savers that died, failed or had too much to do.</summary>
    /// <param name="ignoreLeases">For the only process there is, at its start: the savers are all dead.</param>
    /// <returns>How many documents were taken; <see cref="SweepSize"/> means that there may be more.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellationToken, bool ignoreLeases = false)
    {
        var now = time.UnixMilliseconds();
        var until = now + (long)OutboxRules.Lease.TotalMilliseconds;
        var claim = new DueClaim(IOutboxDocument<T>.DueField, ignoreLeases ? until - 1 : now, until, SweepSize);
        var claimed = await documents.ClaimDueAsync(claim, cancellationToken);
        await claimed.AllAsync(
            stored => DispatchAsync(stored with { Body = stored.Body.WithOutbox(stored.Body.Outbox, until) }, cancellationToken),
            LogFailed,
            cancellationToken);
        return claimed.Count;
    }

    private async Task SendAndRemoveAsync(Stored<T> stored, CancellationToken cancellationToken)
    {
        var attempt = new Attempt();
        while (true)
        {
            await SendDueAsync(stored.Body.Outbox, attempt, cancellationToken);

            // Saved again meanwhile: what that save added goes out too, and everything leaves in one write.
            if (queue.NewerThan(stored) is { } newer)
            {
                stored = newer;
                continue;
            }

            var next = OutboxRules.AfterSending(stored.Body, queue.Sent.Contains, attempt.Failed, time.UnixMilliseconds());
            if (next is not null)
            {
                var replaced = await documents.ReplaceAsync(stored, next, cancellationToken);
                var current = replaced ?? await documents.GetAsync(stored.Id, cancellationToken);
                if (current is null)
                {
                    queue.Abandon(stored);
                    return;
                }

                stored = current;
                if (replaced is null)
                {
                    continue;
                }
            }

            if (queue.TryEnd(stored))
            {
                return;
            }
        }
    }

    private async Task SendDueAsync(IReadOnlyList<OutboxEntry> outbox, Attempt attempt, CancellationToken cancellationToken)
    {
        foreach (var entry in outbox)
        {
            if (attempt.BrokerAway)
            {
                return;
            }

            if (!entry.IsDue(time.UnixMilliseconds()) || queue.Sent.Contains(entry.Id) || attempt.Failed.Contains(entry.Id))
            {
                continue;
            }

            try
            {
                await publisher.PublishAsync(entry, cancellationToken);
                queue.Sent.Add(entry.Id);
                metrics?.Sent(entry, time.UnixMilliseconds());
            }
            catch (MessageNotSentException exception)
            {
                attempt.Failed.Add(entry.Id);
                attempt.BrokerAway = exception.BrokerAway;
                metrics?.Failed(entry);
                LogNotSent(entry.Type, entry.Id, entry.Attempts + 1, exception.Message);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Type} {MessageId} was not sent at attempt {Attempt} and waits in its outbox: {Reason}")]
    private partial void LogNotSent(string type, Guid messageId, int attempt, string reason);

    [LoggerMessage(LogLevel.Error, "The outbox of {Id} could not be dispatched; it is tried again")]
    private partial void LogFailed(Exception exception, string id);

    private sealed class Attempt
    {
        public HashSet<Guid> Failed { get; } = [];

        public bool BrokerAway { get; set; }
    }
}
