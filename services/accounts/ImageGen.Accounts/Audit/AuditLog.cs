using ImageGen.Contracts;
using ImageGen.Messaging;
using ImageGen.Persistence;
using ImageGen.ServiceDefaults;
using ImageGen.ServiceDefaults.Callers;
using Microsoft.AspNetCore.Http;

namespace ImageGen.Accounts.Audit;

/// <summary>Who did what: what happens here, and what the other services tell.</summary>
internal sealed class AuditLog(IDocuments<AuditEntry> entries, DocumentIds ids, AuditSettings settings, TimeProvider time) : IMessageHandler<Audited>
{
    private const int AtOnce = 1000;

    /// <summary>What the present request has done.</summary>
    /// <param name="actor">The user; null where nobody knows who it was.</param>
    /// <param name="details">With which parameters; those without a value are left out.</param>
    public Task AddAsync(HttpContext http, string action, string? actor, string? subject, params (string Name, string? Value)[] details) => AddAsync(new AuditEntry
    {
        Id = ids.New("aud_"),
        CreatedAt = time.UnixMilliseconds(),
        Actor = actor,
        Credential = Caller.From(http.User)?.CredentialId,
        Action = action,
        Object = subject,
        Address = CallerAddress.Seen(http),
        RequestId = RequestIds.Of(http.Request),
        Details = details.Where(detail => detail.Value is not null).ToDictionary(detail => detail.Name, detail => detail.Value!),
    });

    /// <summary>What the settings have done, at the start.</summary>
    public Task AddAsync(string action, string actor) =>
        AddAsync(new AuditEntry { Id = ids.New("aud_"), CreatedAt = time.UnixMilliseconds(), Actor = actor, Action = action, Object = actor });

    /// <summary>May be told several times.</summary>
    public Task HandleAsync(Audited told, CancellationToken cancellationToken) => entries.InsertAsync(
        new AuditEntry
        {
            Id = $"aud_{told.Id:N}",
            CreatedAt = told.At.ToUnixTimeMilliseconds(),
            Actor = told.Actor,
            Credential = told.Credential,
            Action = told.Action,
            Object = told.Object,
            Address = told.Address,
            RequestId = told.RequestId,
            Details = told.Details,
        },
        cancellationToken);

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

    // It has happened: that its caller has gone since changes nothing.
    private Task<Stored<AuditEntry>?> AddAsync(AuditEntry entry) => entries.InsertAsync(entry, CancellationToken.None);
}
