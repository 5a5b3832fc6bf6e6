using ImageGen.Auditing;
using ImageGen.Contracts;
using ImageGen.Messaging;
using ImageGen.Persistence;
using ImageGen.ServiceDefaults;
using ImageGen.ServiceDefaults.Callers;
using Microsoft.AspNetCore.Http;

namespace ImageGen.Accounts.Audit;

/// <summary>Who did what: what happens here, and what the other services tell.</summary>
internal sealed class AuditLog(IDocuments<AuditEntry> entries, AuditSettings settings, TimeProvider time) : IMessageHandler<Audited>
{
    private const int AtOnce = 1000;

    /// <summary>What the present request does, to be written with it.</summary>
    /// <param name="details">With which parameters; those without a value are left out.</param>
    public Audited Entry(HttpContext http, string action, string actor, string? subject, params IEnumerable<(string Name, string? Value)> details) => new()
    {
        Id = Guid.CreateVersion7(),
        At = time.GetUtcNow(),
        Actor = actor,
        Credential = Caller.From(http.User)?.CredentialId,
        Action = action,
        Object = subject,
        Address = CallerAddress.Seen(http),
        RequestId = RequestIds.Of(http.Request),
        Details = EntryDetails.Given(details.Select(detail => KeyValuePair.Create(detail.Name, detail.Value))),
    };

    /// <summary>What the settings do, at the start.</summary>
    public Audited Entry(string action, string actor) => new() { Id = Guid.CreateVersion7(), At = time.GetUtcNow(), Actor = actor, Action = action, Object = actor };

    /// <summary>Returns when it is on record: for what changes no document, and for what must not happen before.</summary>
    /// <param name="actor">Null where nobody knows who it was.</param>
    public Task AddAsync(HttpContext http, string action, string? actor, string? subject, params IEnumerable<(string Name, string? Value)> details) =>
        // That its caller has gone changes nothing.
        entries.InsertAsync(AuditEntry.Of(Entry(http, action, actor ?? "", subject, details)) with { Actor = actor }, CancellationToken.None);

    /// <summary>May be told several times.</summary>
    public Task HandleAsync(Audited told, CancellationToken cancellationToken) => entries.InsertAsync(AuditEntry.Of(told), cancellationToken);

    public Task<DocumentPage<AuditEntry>> PageAsync(AuditFilter filter, PagePosition? after, int limit, CancellationToken cancellationToken) => entries.PageAsync(
        new PageQuery
        {
            OrderBy = AuditEntry.CreatedAtField,
            Where = [.. filter.Values],
            From = filter.From,
            To = filter.To,
            After = after,
            Limit = limit,
        },
        cancellationToken);

    /// <returns>How many were deleted that have had their time; there may be more.</returns>
    public Task<int> PurgeAsync(CancellationToken cancellationToken) =>
        entries.DeleteOlderThanAsync(AuditEntry.CreatedAtField, time.UnixMilliseconds() - (long)settings.Kept.TotalMilliseconds, AtOnce, cancellationToken);
}
