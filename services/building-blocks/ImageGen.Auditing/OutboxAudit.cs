using ImageGen.Catalogue;
using ImageGen.Contracts;
using ImageGen.Messaging;
using ImageGen.Messaging.Outbox;
using ImageGen.Persistence;
using ImageGen.ServiceDefaults.Errors;

namespace ImageGen.Auditing;

/// <summary>
/// Entries that go with what is written. In the outbox of a document, by the very write that does it: none is lost, and none is made up for
/// what did not happen. Where nothing keeps it until it is taken, it comes first, and nothing is done without it.
/// </summary>
public static class OutboxAudit
{
    /// <summary>So many may wait in a document while nobody takes them; it must not grow for ever.</summary>
    private const int MostUnsent = 50;

    /// <param name="entry">Null where nothing is put on record.</param>
    /// <returns>The document with the entry in its outbox; once, however often this runs.</returns>
    /// <exception cref="ProblemException">503: too much of this document is not on record yet.</exception>
    public static T With<T>(this T document, Audited? entry) where T : class, IOutboxDocument<T>
    {
        if (entry is null)
            return document;
        return document.Outbox.Count(waiting => waiting.Type == nameof(Audited)) < MostUnsent
            ? document.WithOutbox(document.Outbox.With(entry, KeyOf(entry)), document.OutboxDue)
            : throw Unavailable();
    }

    /// <summary>What the rule does, and the entry where that changes anything.</summary>
    /// <inheritdoc cref="With{T}" path="/exception"/>
    public static Func<T, T> Recorded<T>(this Func<T, T> rule, Audited? entry) where T : class, IOutboxDocument<T> =>
        seen => rule(seen) is var next && ReferenceEquals(next, seen) ? seen : next.With(entry);

    /// <summary>Deletes a document once that, and all that it still carries, is on record.</summary>
    /// <returns>False where it is another version by now, or gone.</returns>
    /// <exception cref="ProblemException">503: it can not be put on record, and nothing is deleted.</exception>
    public static async Task<bool> DeleteRecordedAsync<T>(this IOutbox<T> outbox, Stored<T> seen, Audited? entry, CancellationToken cancellationToken)
        where T : class, IOutboxDocument<T>
    {
        try
        {
            return await outbox.DeleteAsync(seen, entry is null ? [] : OutboxEntries.With([], entry, KeyOf(entry)), cancellationToken);
        }
        catch (MessageNotSentException)
        {
            throw Unavailable();
        }
    }

    /// <summary>Returns when it is on record.</summary>
    /// <exception cref="ProblemException">503.</exception>
    public static async Task TellAsync(this IMessagePublisher publisher, Audited? entry, CancellationToken cancellationToken)
    {
        if (entry is null)
            return;
        try
        {
            await publisher.PublishAsync(OutboxEntries.With([], entry)[0], cancellationToken);
        }
        catch (MessageNotSentException)
        {
            throw Unavailable();
        }
    }

    private static string KeyOf(Audited entry) => $"{nameof(Audited)}:{entry.Id}";

    private static ProblemException Unavailable() => ProblemException.Of(503, ErrorCodes.AuditUnavailable).After(TimeSpan.FromSeconds(10));
}
