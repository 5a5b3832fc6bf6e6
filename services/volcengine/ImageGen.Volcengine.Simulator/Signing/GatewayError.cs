namespace ImageGen.Volcengine.Simulator.Signing;

/// <summary>One refusal of the provider's gateway, before a call reaches the service.</summary>
/// <param name="Code">The code's name.</param>
/// <param name="CodeN">The code's number; null where the provider publishes none.</param>
/// <param name="Status">The HTTP status.</param>
internal sealed record GatewayError(string Code, int? CodeN, int Status)
{
    public static readonly GatewayError MissingParameter = new("MissingParameter", 100002, 400);
    public static readonly GatewayError MissingAuthenticationToken = new("MissingAuthenticationToken", 100003, 401);
    public static readonly GatewayError MissingSignature = new("MissingSignature", 100005, 401);
    public static readonly GatewayError InvalidTimestamp = new("InvalidTimestamp", 100006, 400);
    public static readonly GatewayError InvalidActionOrVersion = new("InvalidActionOrVersion", 100008, 404);
    public static readonly GatewayError InvalidAccessKey = new("InvalidAccessKey", 100009, 401);
    public static readonly GatewayError SignatureDoesNotMatch = new("SignatureDoesNotMatch", 100010, 401);
    public static readonly GatewayError AccessDenied = new("AccessDenied", 100013, 403);
    public static readonly GatewayError InternalError = new("InternalError", 100014, 500);
    public static readonly GatewayError InternalServiceTimeout = new("InternalServiceTimeout", 100016, 504);
    public static readonly GatewayError FlowLimitExceeded = new("FlowLimitExceeded", 100018, 429);
    public static readonly GatewayError InvalidAuthorization = new("InvalidAuthorization", null, 400);
    public static readonly GatewayError InvalidCredential = new("InvalidCredential", null, 400);
    public static readonly GatewayError ServiceUnavailableTemp = new("ServiceUnavailableTemp", null, 503);

    private static readonly Dictionary<string, GatewayError> ByCode = new[]
    {
        MissingParameter, MissingAuthenticationToken, MissingSignature, InvalidTimestamp, InvalidActionOrVersion, InvalidAccessKey,
        SignatureDoesNotMatch, AccessDenied, InternalError, InternalServiceTimeout, FlowLimitExceeded, InvalidAuthorization,
        InvalidCredential, ServiceUnavailableTemp,
    }.ToDictionary(error => error.Code, StringComparer.Ordinal);

    /// <summary>The error of that name, or null.</summary>
    public static GatewayError? Find(string code) => ByCode.GetValueOrDefault(code);
}

/// <summary>Ends a call with the gateway's shape of an error.</summary>
internal sealed class GatewayException(GatewayError error, string message) : Exception(message)
{
    public GatewayError Error => error;
}
