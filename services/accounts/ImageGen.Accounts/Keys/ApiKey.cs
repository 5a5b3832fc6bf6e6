using ImageGen.Accounts.Users;
using ImageGen.Messaging.Outbox;
using ImageGen.Persistence;

namespace ImageGen.Accounts.Keys;

/// <summary>A key by which a program acts for a user. Whoever deletes it switches it off. All times are Unix milliseconds.</summary>
internal sealed record ApiKey : DocumentPart, IDocument<ApiKey>, IOutboxDocument<ApiKey>
{
    public const string HashField = "hash";
    public const string UserField = "userId";
    public const string CreatedAtField = "createdAt";

    public required string Id { get; init; }

    public required string UserId { get; init; }

    public required string Name { get; init; }

    /// <summary>Of the key, which nobody but its user has.</summary>
    public required string Hash { get; init; }

    /// <summary>Its beginning, by which people know it again.</summary>
    public required string Visible { get; init; }

    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>Null where it may do what its user may.</summary>
    public AccountLimits? Limits { get; init; }

    public required long CreatedAt { get; init; }

    /// <summary>Null where it has no end.</summary>
    public long? ExpiresAt { get; init; }

    /// <summary>Ids of the only models that it is good for; null where it is good for all.</summary>
    public IReadOnlyList<string>? Models { get; init; }

    /// <summary>The only networks that it is good from, as <see cref="KeyNetworks"/> writes them; null where it is good from everywhere.</summary>
    public IReadOnlyList<string>? Addresses { get; init; }

    /// <summary>Requests a minute; null where it has as many as all keys.</summary>
    public int? Rate { get; init; }

    /// <summary>To the minute.</summary>
    public long? UsedAt { get; init; }

    public static DocumentModel<ApiKey> Documents { get; } = new DocumentModel<ApiKey>("api_keys", key => key.Id)
        .Text(HashField, key => key.Hash)
        .Text(UserField, key => key.UserId)
        .Number(CreatedAtField, key => key.CreatedAt)
        .Unique(HashField)
        .Index(HashField, CreatedAtField)
        .Index(UserField, CreatedAtField)
        .WithOutbox();

    public IReadOnlyList<OutboxEntry> Outbox { get; init; } = [];

    public long? OutboxDue { get; init; }

    public ApiKey WithOutbox(IReadOnlyList<OutboxEntry> outbox, long? due) => this with { Outbox = outbox, OutboxDue = due };
}
