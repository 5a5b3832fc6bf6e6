using ImageGen.Persistence;

namespace ImageGen.Accounts.Protection;

/// <summary>
/// A key by which the framework protects what it gives to browsers (data protection). All replicas share it, so that what one has given
/// another can read. In the store as it is: whoever can read the store could also sign tokens. All times are Unix milliseconds.
/// </summary>
internal sealed record ProtectionKey : DocumentPart, IDocument<ProtectionKey>
{
    public const string CreatedAtField = "createdAt";
    public const string ExpiresAtField = "expiresAt";

    public required string Id { get; init; }

    /// <summary>As the framework has written it.</summary>
    public required string Xml { get; init; }

    public required long CreatedAt { get; init; }

    /// <summary>From then on nothing that it protects is good any more; null for what is no key.</summary>
    public long? ExpiresAt { get; init; }

    public static DocumentModel<ProtectionKey> Documents { get; } = new DocumentModel<ProtectionKey>("protection_keys", key => key.Id)
        .Number(CreatedAtField, key => key.CreatedAt)
        .Number(ExpiresAtField, key => key.ExpiresAt)
        .Index(CreatedAtField)
        .IndexWhereSet(ExpiresAtField);
}
