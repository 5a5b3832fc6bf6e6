using ImageGen.ServiceDefaults;

namespace ImageGen.Jobs;

/// <summary>Collects all that is wrong with a request, so that a caller need not find it one by one.</summary>
internal sealed class RequestErrors
{
    public const string NotSupported = "parameter_not_supported";

    private readonly List<ProblemError> errors = [];
    private string? code;

    public void Add(string pointer, string detail, string? errorCode = null)
    {
        errors.Add(new ProblemError(pointer, detail));
        code ??= errorCode;
    }

    public void Require(bool holds, string pointer, string detail)
    {
        if (!holds)
            Add(pointer, detail);
    }

    /// <summary>What a caller sent, as far as it is worth repeating.</summary>
    public static string Shortened(string text) => text.Length <= 60 ? text : text[..60] + "…";

    /// <exception cref="ProblemException">422, where anything is wrong.</exception>
    public void ThrowIfAny()
    {
        if (errors.Count > 0)
            throw new ProblemException(422, code ?? "invalid_request", string.Join(' ', errors.Select(error => error.Detail))) { Errors = errors };
    }
}
