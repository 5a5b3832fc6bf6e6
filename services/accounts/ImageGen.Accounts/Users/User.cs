using ImageGen.Accounts.Secrets;
using ImageGen.Messaging.Outbox;
using ImageGen.Persistence;
using ImageGen.ServiceDefaults.Callers;

namespace ImageGen.Accounts.Users;

/// <summary>A person. Never deleted: jobs and pictures name it as their owner.</summary>
internal sealed record User : DocumentPart, IDocument<User>, IOutboxDocument<User>
{
    public const string EmailField = "email";
    public const string IdentityField = "identity";
    public const string CreatedAtField = "createdAt";

    /// <summary>Of the first administrator; so a second first one can not be written.</summary>
    public const string FirstId = Caller.LocalId;

    public required string Id { get; init; }

    /// <summary>As <see cref="Users.Email.Read"/> has it: two spellings of an address are one account.</summary>
    public required string Email { get; init; }

    public required string Name { get; init; }

    public UserRole Role { get; init; }

    /// <summary>Null until its invitation is followed, and where only the provider is asked.</summary>
    public string? PasswordHash { get; init; }

    /// <summary>By which it signs in at the provider; null where it never has.</summary>
    public ExternalIdentity? Identity { get; init; }

    /// <summary>Switched off: nothing of theirs is good for anything any more.</summary>
    public bool IsOff { get; init; }

    /// <summary>Sessions of an earlier generation are over: one write ends them all.</summary>
    public int Generation { get; init; }

    /// <summary>What the user makes for teams waits for a reviewer, where that is done for chosen users.</summary>
    public bool IsReviewed { get; init; }

    /// <summary>Null where the user has none of their own.</summary>
    public AccountLimits? Limits { get; init; }

    /// <summary>The link by which a password may be set, once; null where there is none.</summary>
    public PasswordLink? Link { get; init; }

    /// <summary>Unix milliseconds.</summary>
    public required long CreatedAt { get; init; }

    public static DocumentModel<User> Documents { get; } = new DocumentModel<User>("users", user => user.Id)
        .Text(EmailField, user => user.Email)
        .Number(CreatedAtField, user => user.CreatedAt)
        .Text(IdentityField, user => user.Identity?.Key())
        .Unique(EmailField)
        .Unique(IdentityField)
        .Index(EmailField, CreatedAtField)
        .IndexWhereSet(IdentityField, IdentityField, CreatedAtField)
        .Index(CreatedAtField)
        .WithOutbox();

    public IReadOnlyList<OutboxEntry> Outbox { get; init; } = [];

    public long? OutboxDue { get; init; }

    public User WithOutbox(IReadOnlyList<OutboxEntry> outbox, long? due) => this with { Outbox = outbox, OutboxDue = due };
}

/// <param name="Hash">Of its secret.</param>
/// <param name="ExpiresAt">Unix milliseconds.</param>
internal sealed record PasswordLink(string Hash, long ExpiresAt) : DocumentPart;

/// <summary>Whom a provider of identities means: a subject is its issuer's.</summary>
internal sealed record ExternalIdentity(string Issuer, string Subject) : DocumentPart
{
    /// <summary>One text for both, however long they are.</summary>
    public string Key() => SecretText.HashOf($"{Issuer}\n{Subject}");
}

internal enum UserRole
{
    Member,

    /// <summary>May run the platform and see to everybody's account.</summary>
    Admin,
}
