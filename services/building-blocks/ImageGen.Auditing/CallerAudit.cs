using ImageGen.Contracts;
using ImageGen.ServiceDefaults.Callers;

namespace ImageGen.Auditing;

/// <summary>What the present caller does, as it is to be on record.</summary>
public sealed class CallerAudit(ICaller caller, TimeProvider time)
{
    /// <param name="action">One of <see cref="AuditActions"/>.</param>
    /// <param name="subject">The id of what it is done to; null where that is nothing with an id.</param>
    /// <param name="details">With which parameters; never a secret.</param>
    /// <returns>Null where nobody signs in, and so nobody could look it up.</returns>
    public Audited? Entry(string action, string? subject, IReadOnlyDictionary<string, string>? details = null) =>
        caller.Trace is { } trace ? EntryOf(trace, action, subject, details) : null;

    /// <summary>What happens without anybody asking.</summary>
    /// <inheritdoc cref="Entry"/>
    public Audited? ByNobody(string action, string? subject, IReadOnlyDictionary<string, string>? details = null) => caller.IsAlone
        ? null
        : EntryOf(new CallerTrace(Audited.SystemActor, Credential: null, Address: null, RequestId: null), action, subject, details);

    private Audited EntryOf(CallerTrace trace, string action, string? subject, IReadOnlyDictionary<string, string>? details) => new()
    {
        Id = Guid.CreateVersion7(),
        At = time.GetUtcNow(),
        Actor = trace.User,
        Credential = trace.Credential,
        Action = action,
        Object = subject,
        Address = trace.Address,
        RequestId = trace.RequestId,
        Details = details ?? new Dictionary<string, string>(),
    };
}
