using ImageGen.Catalogue;
using ImageGen.Contracts;
using ImageGen.Messaging;
using ImageGen.Messaging.Outbox;
using ImageGen.ServiceDefaults.Callers;
using ImageGen.ServiceDefaults.Errors;

namespace ImageGen.Storage.Uploads;

/// <summary>Puts on record what people delete. Nothing keeps the entry until it is taken, so it comes first, and nothing is done without it.</summary>
internal sealed class UploadAudit(ICaller caller, IMessagePublisher publisher, TimeProvider time)
{
    /// <exception cref="ProblemException">503.</exception>
    public async Task DeletingAsync(string id, CancellationToken cancellationToken)
    {
        if (caller.Trace is not { } trace)
            return;
        var entry = new Audited
        {
            Id = Guid.CreateVersion7(),
            At = time.GetUtcNow(),
            Actor = trace.User,
            Credential = trace.Credential,
            Action = AuditActions.UploadDeleted,
            Object = id,
            Address = trace.Address,
            RequestId = trace.RequestId,
        };
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
