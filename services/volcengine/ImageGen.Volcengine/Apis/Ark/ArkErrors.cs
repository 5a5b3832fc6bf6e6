using ImageGen.Catalogue;
using ImageGen.Contracts;
using ImageGen.Volcengine.Wire;

namespace ImageGen.Volcengine.Apis.Ark;

/// <summary>
/// The provider's errors as ours: by the HTTP status first, by the beginning of the code second, because its codes grow new endings
/// over time.
/// </summary>
internal static class ArkErrors
{
    private static readonly ErrorMeaning PromptRejected = new(
        ErrorKind.Refused, ErrorCodes.PromptRejected, "The provider's content check refused the prompt. Change the wording and submit again.");

    private static readonly ErrorMeaning InputRejected = new(
        ErrorKind.Refused, ErrorCodes.InputImageRejected, "The provider's content check refused a reference picture. Use another picture.");

    private static readonly ErrorMeaning OutputRejected = new(
        ErrorKind.Refused, ErrorCodes.OutputRejected, "The provider's content check withheld the picture it made. Submit again, or change the prompt.", Retryable: true);

    private static readonly ErrorMeaning Copyright = new(
        ErrorKind.Refused, ErrorCodes.Copyright, "The provider sees a protected work in the prompt or in a reference picture. Describe it differently or use another picture.");

    private static readonly ErrorMeaning OutputCopyright = Copyright with
    {
        Message = "The picture was withheld for its likeness to a protected work. Submit again, or change the prompt.",
        Retryable = true,
    };

    private static readonly ErrorMeaning InputUnusable = new(
        ErrorKind.Refused, ErrorCodes.InputImageRefused, "The provider can not use an input picture. Use another one.", Quote: true);

    private static readonly ErrorMeaning InvalidRequest = new(
        ErrorKind.Refused, ErrorCodes.InvalidRequest, "The provider did not accept the parameters. Check size and parameters against the model.", Quote: true);

    private static readonly ErrorMeaning CredentialsRefused = new(
        ErrorKind.NotAllowed, ErrorCodes.CredentialsRefused, "The provider did not accept the API key. Check ARK_API_KEY.");

    private static readonly ErrorMeaning AccountRefused = CredentialsRefused with { Message = "The provider does not serve this account. See its console." };

    private static readonly ErrorMeaning NotPermitted = new(
        ErrorKind.NotPermitted, ErrorCodes.ModelNotPermitted, "The account may not use this model. Activate it in the provider's console and check what the key may do.", Quote: true);

    private static readonly ErrorMeaning Overdue = new(
        ErrorKind.NotAllowed, ErrorCodes.AccountOverdue, "The provider's account is overdue. Pay or top it up in the provider's console, then submit again.", Retryable: true);

    private static readonly ErrorMeaning QuotaUsedUp = new(
        ErrorKind.NotPermitted,
        ErrorCodes.QuotaExceeded,
        "The account's free or bought amount for this model is used up. Whoever manages the account must buy more in the provider's console.",
        Retryable: true);

    private static readonly ErrorMeaning OwnLimit = QuotaUsedUp with
    {
        Message = "The account has reached the limit that its owner has set for this model. Whoever manages the account must raise it in the provider's console.",
    };

    private static readonly ErrorMeaning Throttled = new(
        ErrorKind.Throttled, ErrorCodes.Throttled, "The provider has no room for more at the moment. It is tried again by itself.", Retryable: true);

    private static readonly ErrorMeaning ServiceFailed = new(
        ErrorKind.ServiceFailed, ErrorCodes.ProviderError, "The provider failed to make the picture; it bills only those it delivers. Submit again later.", Retryable: true);

    private static readonly ErrorMeaning CheckFailed = ServiceFailed with
    {
        Kind = ErrorKind.Refused,
        Message = "The provider's content check itself failed. Submit again later.",
    };

    private static readonly ErrorMeaning Ambiguous = new(
        ErrorKind.Ambiguous, ErrorCodes.ProviderError, "The provider failed on the way. What became of the request is not known.", Retryable: true);

    private static readonly ErrorMeaning Unlisted = new(
        ErrorKind.Refused, ErrorCodes.Unknown, "The provider refused the request with a code that is not known here.", Quote: true);

    /// <summary>What is wrong with a request or with one of its pictures; the first that fits counts.</summary>
    private static readonly (string Prefix, ErrorMeaning Meaning)[] OfRequest =
    [
        ("InputText", PromptRejected),
        ("InputImage", InputRejected),
        ("OutputText", OutputRejected),
        ("OutputImage", OutputRejected),
        ("SensitiveContent", PromptRejected),
        ("ContentSecurity", CheckFailed),
        ("MissingParameter", InvalidRequest),
        ("InvalidImageURL", InputUnusable),
        ("InvalidParameter.TosURLInvalid", InputUnusable),
        ("InvalidEndpoint", NotPermitted),
        ("InvalidSubscription", NotPermitted),
        ("Invalid", InvalidRequest),
    ];

    private static readonly (string Prefix, ErrorMeaning Meaning)[] OfAccount =
    [
        ("AccountOverdue", Overdue),
        ("OperationDenied.ServiceOverdue", Overdue),
    ];

    private static readonly (string Prefix, ErrorMeaning Meaning)[] OfRoom =
    [
        ("QuotaExceeded", QuotaUsedUp),
        ("SetLimitExceeded", OwnLimit),
    ];

    private static readonly (string Prefix, ErrorMeaning Meaning)[] OfKey = [("InvalidAccountStatus", AccountRefused)];

    /// <param name="error">The provider's own: nobody else says what has become of a call.</param>
    public static (ErrorKind Kind, GenerationError Error) Of(WireReply.Answer answer, ArkError error)
    {
        var meaning = Find(answer.Status, error.Code);
        var ours = meaning.ToError(error.Message, error.Code ?? $"HTTP {answer.Status}", error.RequestId ?? answer.RequestId);
        return (meaning.Kind, ours with { ProviderAnswer = AnswerText.Of(answer) });
    }

    /// <summary>Of a picture, or of a request that had begun: the answer as a whole was good, so nothing is tried again by itself.</summary>
    public static GenerationError Of(ArkError error, string? requestId)
    {
        var code = error.Code ?? "";
        var meaning = code.StartsWith("Internal", StringComparison.Ordinal) ? ServiceFailed
            : code.Contains("Exceeded", StringComparison.Ordinal) || code == "ServerOverloaded" ? Throttled with { Message = "The provider had no room for the rest. Submit again later." }
            : OfTable(OfRequest, error.Code, Unlisted);
        return meaning.ToError(error.Message, error.Code ?? "none", error.RequestId ?? requestId) with { ProviderAnswer = AnswerText.Clean($"{error.Code}: {error.Message}") };
    }

    /// <summary>A refusal for want of room that counts requests, pictures or tokens in a minute; the others say that the service is busy.</summary>
    public static bool CountsRequests(string? code) =>
        code is not null && (code.Contains("RateLimit", StringComparison.Ordinal) || code.StartsWith("RequestBurstTooFast", StringComparison.Ordinal));

    private static ErrorMeaning Find(int status, string? code) => status switch
    {
        401 => OfTable(OfKey, code, CredentialsRefused),
        403 => OfTable(OfAccount, code, NotPermitted),
        404 => NotPermitted,
        // Somebody waited for us, or we for somebody: neither says who else has seen the request.
        408 or 499 => Ambiguous,
        429 => OfTable(OfRoom, code, Throttled),
        >= 400 and < 500 => OfTable(OfRequest, code, Unlisted),
        // Its own word for "I failed": the call has ended, and what is not delivered is not billed.
        500 when code?.StartsWith("Internal", StringComparison.Ordinal) == true => ServiceFailed,
        _ => Ambiguous,
    };

    private static ErrorMeaning OfTable((string Prefix, ErrorMeaning Meaning)[] table, string? code, ErrorMeaning otherwise)
    {
        var found = code is null ? otherwise
            : table.FirstOrDefault(row => code.StartsWith(row.Prefix, StringComparison.Ordinal)) is { Meaning: { } meaning } ? meaning
            : otherwise;
        // An ending that says more than the beginning.
        return code?.EndsWith(".PolicyViolation", StringComparison.Ordinal) != true ? found
            : found == OutputRejected ? OutputCopyright
            : found == PromptRejected || found == InputRejected ? Copyright
            : found;
    }
}
