using ImageGen.ServiceDefaults.Errors;

namespace ImageGen.Jobs.Inputs;

/// <summary>Collects all that is wrong with a request, so that a caller need not find it one by one.</summary>
internal sealed class RequestErrors
{
    public const string NotSupported = "parameter_not_supported";

    /// <summary>How many errors an answer lists at most; a program that makes more will see the rest after it has mended these.</summary>
    private const int Most = 50;

    private readonly List<ProblemError> errors = [];
    private int more;
    private string? code;

    public void Add(string pointer, string detail, string? errorCode = null)
    {
        code ??= errorCode;
        if (errors.Count < Most)
            errors.Add(new ProblemError(pointer, detail));
        else
            more++;
    }

    public void Require(bool holds, string pointer, string detail)
    {
        if (!holds)
            Add(pointer, detail);
    }

    /// <summary>What a caller sent, as far as it is worth repeating.</summary>
    public static string Shortened(string text) => ShortText.Of(text, 60);

    /// <summary>A name as a part of a JSON pointer.</summary>
    public static string Escaped(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    /// <summary>For a rule without which nothing else can be judged.</summary>
    /// <exception cref="ProblemException">422, where it does not hold.</exception>
    public static void ThrowUnless(bool holds, string pointer, string detail)
    {
        var errors = new RequestErrors();
        errors.Require(holds, pointer, detail);
        errors.ThrowIfAny();
    }

    /// <exception cref="ProblemException">422, where anything is wrong.</exception>
    public void ThrowIfAny()
    {
        if (errors.Count == 0)
            return;
        var rest = more == 0 ? "" : FormattableString.Invariant($" And {more} more.");
        throw new ProblemException(422, code ?? "invalid_request", string.Join(' ', errors.Select(error => error.Detail)) + rest) { Errors = errors };
    }
}
