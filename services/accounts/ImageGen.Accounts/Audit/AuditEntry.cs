using ImageGen.Contracts;
using ImageGen.Persistence;

namespace ImageGen.Accounts.Audit;

/// <summary>What somebody did. Written once and never changed; deleted when it has had its time.</summary>
internal sealed record AuditEntry : DocumentPart, IDocument<AuditEntry>
{
    public const string ActorField = "actor";
    public const string ActionField = "action";
    public const string ObjectField = "object";
    public const string CreatedAtField = "createdAt";

    public required string Id { get; init; }

    /// <summary>When it was done. Unix milliseconds.</summary>
    public required long CreatedAt { get; init; }

    /// <summary>The id of the user; null where nobody was signed in.</summary>
    public string? Actor { get; init; }

    /// <summary>The id of the session or key.</summary>
    public string? Credential { get; init; }

    /// <summary>One of <see cref="AuditActions"/>, or of a newer version.</summary>
    public required string Action { get; init; }

    /// <summary>The id of what it was done to.</summary>
    public string? Object { get; init; }

    public string? Address { get; init; }

    public string? RequestId { get; init; }

    public IReadOnlyDictionary<string, string> Details { get; init; } = new Dictionary<string, string>();

    public static DocumentModel<AuditEntry> Documents { get; } = new DocumentModel<AuditEntry>("audit", entry => entry.Id)
        .Text(ActorField, entry => entry.Actor)
        .Text(ActionField, entry => entry.Action)
        .Text(ObjectField, entry => entry.Object)
        .Number(CreatedAtField, entry => entry.CreatedAt)
        .Index(CreatedAtField)
        .Index(ActorField, CreatedAtField)
        .Index(ActionField, CreatedAtField)
        .Index(ObjectField, CreatedAtField);

    /// <returns>The same for the same message, so that it is one entry however often that comes.</returns>
    public static AuditEntry Of(Audited told) => new()
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
    };
}
