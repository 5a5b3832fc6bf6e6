using ImageGen.Contracts;

namespace ImageGen.Volcengine.Wire;

/// <summary>What an error means for what may be done next.</summary>
internal enum ErrorKind
{
    /// <summary>No room now; nothing was started.</summary>
    Throttled,

    /// <summary>The request, the picture or the account is not accepted; nothing was started, or it ended without a picture.</summary>
    Refused,

    /// <summary>The account or our clock is not accepted, whatever the request was about.</summary>
    NotAllowed,

    /// <summary>The account may not use this API or model, or has used up what it may of it.</summary>
    NotPermitted,

    /// <summary>The service failed, and said so itself.</summary>
    ServiceFailed,

    /// <summary>Something on the way failed; what the service did is not known.</summary>
    Ambiguous,
}

/// <summary>One of the provider's errors as ours.</summary>
/// <param name="Quote">Whether the provider's own words help: they name a parameter, never a key.</param>
internal sealed record ErrorMeaning(ErrorKind Kind, string Code, string Message, bool Retryable = false, bool Quote = false)
{
    /// <param name="said">The provider's own words.</param>
    public GenerationError ToError(string? said, string providerCode, string? requestId)
    {
        var words = Quote && !string.IsNullOrEmpty(said) ? AnswerText.Quote(said) : null;
        return new GenerationError
        {
            Code = Code,
            Message = words is null ? Message : $"{Message} It said: {words}",
            Retryable = Retryable,
            ProviderCode = providerCode,
            ProviderMessage = words,
            ProviderRequestId = requestId,
        };
    }
}
