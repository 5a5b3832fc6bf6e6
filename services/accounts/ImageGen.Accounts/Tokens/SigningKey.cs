using ImageGen.Persistence;

namespace ImageGen.Accounts.Tokens;

/// <summary>A key that signs tokens for a while. All replicas share it; whoever can read the store could also make an administrator.</summary>
internal sealed record SigningKey : DocumentPart, IDocument<SigningKey>
{
    public const string ExpiresAtField = "expiresAt";

    /// <summary>Of its period, so that there is one for each.</summary>
    public required string Id { get; init; }

    /// <summary>Names it in tokens: that of an emptied store is another than that of before.</summary>
    public required string KeyId { get; init; }

    /// <summary>PKCS #8, base 64.</summary>
    public required string PrivateKey { get; init; }

    /// <summary>From then on nothing it has signed is good any more. Unix milliseconds.</summary>
    public required long ExpiresAt { get; init; }

    public static DocumentModel<SigningKey> Documents { get; } = new DocumentModel<SigningKey>("signing_keys", key => key.Id)
        .Number(ExpiresAtField, key => key.ExpiresAt)
        .Index(ExpiresAtField);
}
