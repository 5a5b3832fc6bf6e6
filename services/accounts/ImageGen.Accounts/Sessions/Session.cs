using ImageGen.Persistence;

namespace ImageGen.Accounts.Sessions;

/// <summary>Somebody who has signed in, in one browser. All times are Unix milliseconds.</summary>
internal sealed record Session : DocumentPart, IDocument<Session>
{
    public const string ExpiresAtField = "expiresAt";

    /// <summary>Made of the hash of the cookie's secret.</summary>
    public required string Id { get; init; }

    public required string UserId { get; init; }

    /// <summary>That of the user when it began.</summary>
    public required int Generation { get; init; }

    public required long CreatedAt { get; init; }

    public required long UsedAt { get; init; }

    public required long ExpiresAt { get; init; }

    public static DocumentModel<Session> Documents { get; } = new DocumentModel<Session>("sessions", session => session.Id)
        .Number(ExpiresAtField, session => session.ExpiresAt)
        .Index(ExpiresAtField);
}
