using ImageGen.Persistence;

namespace ImageGen.Accounts.Attempts;

/// <summary>Attempts to sign in, with one account, from one address, or both. All times are Unix milliseconds.</summary>
internal sealed record AttemptCount : DocumentPart, IDocument<AttemptCount>
{
    public const string ForgetAtField = "forgetAt";

    public required string Id { get; init; }

    /// <summary>Since the last success, or the last quiet hour. An attempt counts before it is judged, so that many at once do not count as one.</summary>
    public int Failures { get; init; }

    public long LastAt { get; init; }

    /// <summary>Null where none ever was.</summary>
    public long? SucceededAt { get; init; }

    public required long ForgetAt { get; init; }

    public static DocumentModel<AttemptCount> Documents { get; } = new DocumentModel<AttemptCount>("sign_in_attempts", count => count.Id)
        .Number(ForgetAtField, count => count.ForgetAt)
        .Index(ForgetAtField);
}
