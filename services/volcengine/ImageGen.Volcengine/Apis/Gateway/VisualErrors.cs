using System.Collections.Frozen;
using ImageGen.Catalogue;
using ImageGen.Contracts;
using ImageGen.Volcengine.Wire;

namespace ImageGen.Volcengine.Apis.Gateway;

/// <summary>The provider's errors as ours. A code that is not here is judged by its HTTP status first.</summary>
internal static class VisualErrors
{
    /// <summary>Requests in a second; the other refusals for want of room count tasks at a time, or do not say.</summary>
    public const string TooManyRequests = "50429";

    private static readonly ErrorMeaning PromptRejected = new(
        ErrorKind.Refused, ErrorCodes.PromptRejected, "The provider's content check refused the prompt. Change the wording and submit again.");

    private static readonly ErrorMeaning InputRejected = new(
        ErrorKind.Refused, ErrorCodes.InputImageRejected, "The provider's content check refused a reference picture. Use another picture.");

    private static readonly ErrorMeaning OutputRejected = new(
        ErrorKind.Refused, ErrorCodes.OutputRejected, "The provider's content check withheld the picture it made. Submit again, or change the prompt.", Retryable: true);

    private static readonly ErrorMeaning OutputBlocked = new(
        ErrorKind.Refused, ErrorCodes.OutputBlocked, "The provider's content check refused what is in the picture, and would again. Change the prompt.");

    private static readonly ErrorMeaning InputUnusable = new(
        ErrorKind.Refused, ErrorCodes.InputImageRefused, "The provider can not use an input picture. Use another one.", Quote: true);

    private static readonly ErrorMeaning InvalidRequest = new(
        ErrorKind.Refused, ErrorCodes.InvalidRequest, "The provider did not accept the parameters. Check size and parameters against the model.", Quote: true);

    private static readonly ErrorMeaning CredentialsRefused = new(
        ErrorKind.NotAllowed, ErrorCodes.CredentialsRefused, "The provider did not accept the access key or its signature. Check VOLCENGINE_ACCESS_KEY and VOLCENGINE_SECRET_KEY.");

    private static readonly ErrorMeaning NotPermitted = new(
        ErrorKind.NotPermitted, ErrorCodes.ModelNotPermitted, "The account may not use this API or model. Activate it in the provider's console and check the key's policies.");

    private static readonly ErrorMeaning ClockOff = new(
        ErrorKind.NotAllowed, ErrorCodes.ClockOff, "The provider refused the time of the request. Set this machine's clock (NTP).", Retryable: true);

    private static readonly ErrorMeaning Misconfigured = new(
        ErrorKind.NotAllowed, ErrorCodes.ProviderMisconfigured, "The provider does not know what is called. Check the endpoint, the action and its version.", Quote: true);

    private static readonly ErrorMeaning Overdue = new(
        ErrorKind.NotAllowed, ErrorCodes.AccountOverdue, "The provider's account is overdue. Pay or top it up in the provider's console, then submit again.", Retryable: true);

    private static readonly ErrorMeaning Throttled = new(
        ErrorKind.Throttled, ErrorCodes.Throttled, "The provider has no room for more at the moment. It is tried again by itself.", Retryable: true);

    private static readonly ErrorMeaning ServiceFailed = new(
        ErrorKind.ServiceFailed, ErrorCodes.ProviderError, "The provider failed to make the picture and says that it charged nothing. Submit again later.", Retryable: true);

    private static readonly ErrorMeaning CheckFailed = ServiceFailed with
    {
        Kind = ErrorKind.Refused,
        Message = "The provider's content check itself failed. Submit again later.",
    };

    private static readonly ErrorMeaning Ambiguous = new(
        ErrorKind.Ambiguous, ErrorCodes.ProviderError, "The provider failed on the way. What became of the request is not known.", Retryable: true);

    private static readonly ErrorMeaning Unlisted = new(
        ErrorKind.Refused, ErrorCodes.Unknown, "The provider refused the request with a code that is not known here.", Quote: true);

    private static readonly FrozenDictionary<string, ErrorMeaning> Known = new Dictionary<string, ErrorMeaning>
    {
        ["50411"] = InputRejected,
        ["50412"] = PromptRejected,
        ["50413"] = PromptRejected,
        ["50511"] = OutputRejected,
        ["50512"] = OutputBlocked with { Message = "The provider's content check refused the text in the picture. Change the prompt." },
        ["50516"] = OutputBlocked,
        ["50517"] = OutputBlocked,
        ["50518"] = new(ErrorKind.Refused, ErrorCodes.Copyright, "A reference picture was refused for its copyright. Use another picture."),
        ["50519"] = new(ErrorKind.Refused, ErrorCodes.Copyright, "The picture was withheld for its likeness to a protected work. Submit again, or change the prompt.", Retryable: true),
        ["50520"] = CheckFailed,
        ["50521"] = CheckFailed,
        ["50522"] = CheckFailed,
        [TooManyRequests] = Throttled,
        ["50430"] = Throttled,
        ["50500"] = ServiceFailed,
        ["50501"] = ServiceFailed,
        ["50200"] = InvalidRequest,
        ["50201"] = InvalidRequest,
        ["50204"] = InvalidRequest,
        ["50205"] = InputUnusable,
        ["50206"] = InputUnusable,
        ["50207"] = InputUnusable,
        ["50213"] = InputUnusable,
        ["50215"] = InvalidRequest,
        ["50400"] = NotPermitted,
        ["50402"] = Misconfigured,
        ["60102"] = Unlisted,
        ["60208"] = Unlisted,

        ["MissingParameter"] = Misconfigured,
        ["MissingRequestInfo"] = Misconfigured,
        ["ServiceNotFound"] = Misconfigured,
        ["InvalidActionOrVersion"] = Misconfigured,
        ["MissingAuthenticationToken"] = CredentialsRefused,
        ["MissingSignature"] = CredentialsRefused,
        ["InvalidTimestamp"] = ClockOff,
        ["InvalidAccessKey"] = CredentialsRefused,
        ["SignatureDoesNotMatch"] = CredentialsRefused,
        ["CheckAuthenticationError"] = CredentialsRefused,
        ["InvalidAuthorization"] = CredentialsRefused,
        ["InvalidCredential"] = CredentialsRefused,
        ["InvalidSecretToken"] = CredentialsRefused,
        ["LackPolicy"] = NotPermitted,
        ["AccessDenied"] = NotPermitted,
        ["FlowLimitExceeded"] = Throttled,
        ["InternalError"] = Ambiguous,
        ["InternalServiceError"] = Ambiguous,
        ["InternalServiceTimeout"] = Ambiguous,
        ["ServiceUnavailableTemp"] = Ambiguous,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static bool IsKnown(string code) => Known.ContainsKey(code);

    /// <param name="envelope">With a code: only the provider itself says what has become of a call.</param>
    public static (ErrorKind Kind, GenerationError Error) Of(WireReply.Answer answer, VisualEnvelope envelope)
    {
        var meaning = Find(answer.Status, envelope.Code!);
        if (meaning == ClockOff && answer.Date is { } date)
            meaning = meaning with { Message = $"{meaning.Message} The provider's clock said {date}." };
        var error = meaning.ToError(envelope.Message, envelope.Code!, envelope.RequestId ?? answer.RequestId);
        return (meaning.Kind, error with { ProviderAnswer = AnswerText.Of(answer) });
    }

    private static ErrorMeaning Find(int status, string code)
    {
        if (Known.TryGetValue(code, out var known))
            return known;
        if (code.Contains("Overdue", StringComparison.OrdinalIgnoreCase))
            return Overdue;
        return status switch
        {
            429 => Throttled,
            401 or 403 => NotPermitted,
            // Somebody waited for us, or we for somebody: neither says who else has seen the request.
            408 or 499 => Ambiguous,
            >= 400 and < 500 => Unlisted,
            _ => Ambiguous,
        };
    }
}
