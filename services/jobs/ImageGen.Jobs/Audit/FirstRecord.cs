using ImageGen.Auditing;
using ImageGen.Messaging;
using ImageGen.ServiceDefaults.Errors;

namespace ImageGen.Jobs.Audit;

/// <summary>Puts on record what changes no document, whose write could carry the entry. Nothing keeps it until it is taken, so it comes first, and nothing is done without it.</summary>
internal sealed class FirstRecord(JobAudit audit, IMessagePublisher publisher)
{
    /// <exception cref="ProblemException">503.</exception>
    public Task AddAsync(Deed deed, string subject, CancellationToken cancellationToken) => publisher.TellAsync(audit.EntryOf(subject, deed), cancellationToken);
}
