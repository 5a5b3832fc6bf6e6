namespace ImageGen.Volcengine.Simulator.Ark;

/// <summary>One refusal of the Ark API, or the reason why a picture of a group is missing.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The code's name.</param>
/// <param name="Message">In English; the request's id is added when it is sent.</param>
/// <param name="Param">The field that is wrong, where it is one.</param>
internal sealed record ArkError(int Status, string Code, string Message, string Param = "")
{
    public static readonly ArkError Authentication =
        new(401, "AuthenticationError", "The API key or AK/SK in the request is missing or invalid.");

    public static readonly ArkError InternalService = new(500, "InternalServiceError", "The service encountered an unexpected internal error.");

    public static readonly ArkError InputTextSensitive = new(
        400, "InputTextSensitiveContentDetected", "The request failed because the input text may contain sensitive information.");

    public static readonly ArkError InputTextCopyright = new(
        400, "InputTextSensitiveContentDetected.PolicyViolation", "The request failed because the input text may be related to copyright restrictions.");

    public static readonly ArkError OutputImageSensitive = new(
        400, "OutputImageSensitiveContentDetected", "The request failed because the output image may contain sensitive information.");

    public static readonly ArkError OutputTextSensitive = new(
        400, "OutputTextSensitiveContentDetected", "The request failed because the output text may contain sensitive information.");

    /// <summary>The kind, which the service derives from the status.</summary>
    public string Type => Status switch
    {
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "NotFound",
        429 => "TooManyRequests",
        >= 500 => "InternalServerError",
        _ => "BadRequest",
    };

    public static ArkError Missing(string param) =>
        new(400, "MissingParameter", $"The request failed because it is missing `{param}` parameter.", param);

    public static ArkError Invalid(string param, string why) =>
        new(400, "InvalidParameter", $"The parameter `{param}` specified in the request is not valid: {why}.", param);

    public static ArkError Unsupported(string param, string model) => new(
        400, "InvalidParameter.UnsupportedParameter", $"The parameter `{param}` specified in the request is not supported by the model {model}.", param);

    public static ArkError UnknownModel(string model) =>
        new(404, "InvalidEndpointOrModel.NotFound", $"The model or endpoint {model} does not exist or you do not have access to it.");
}

/// <summary>Ends a call with a refusal.</summary>
internal sealed class ArkException(ArkError error) : Exception(error.Message)
{
    public ArkError Error => error;
}
