using ImageGen.Catalogue;
using ImageGen.Messaging;
using ImageGen.Messaging.Outbox;
using ImageGen.ServiceDefaults.Errors;

namespace ImageGen.Jobs.Audit;

/// <summary>Puts on record what changes no document, whose write could carry the entry. Nothing keeps it until it is taken, so it comes first, and nothing is done without it.</summary>
internal sealed class FirstRecord(JobAudit audit, IMessagePublisher publisher)
{
    /// <exception cref="ProblemException">503.</exception>
    public async Task AddAsync(Deed deed, string subject, CancellationToken cancellationToken)
    {
        if (audit.EntryOf(subject, deed) is not { } entry)
            return;
        try
        {
            await publisher.PublishAsync(OutboxEntries.With([], entry)[0], cancellationToken);
        }
        catch (MessageNotSentException)
        {
            throw ProblemException.Of(503, ErrorCodes.AuditUnavailable).After(TimeSpan.FromSeconds(10));
        }
    }
}
