using ImageGen.Catalogue;

namespace ImageGen.ServiceDefaults.Errors;

/// <summary>A request that can not be served, told to its caller as <c>application/problem+json</c> (RFC 9457).</summary>
/// <param name="status">The HTTP status, 400 to 599.</param>
/// <param name="code">Ours and stable, in snake_case.</param>
/// <param name="detail">What is wrong with this request, for a person.</param>
public sealed class ProblemException(int status, string code, string detail) : Exception(detail)
{
    /// <summary>Whether its text is that of the error table, and so is told in the caller's language.</summary>
    public bool IsOfTable { get; private init; }

    /// <summary>The detail in both languages, where it says more than the error table can.</summary>
    public LocalizedText? Text { get; init; }

    /// <summary>The limit that it would have passed.</summary>
    public ProblemLimit? Limit { get; init; }

    public int Status { get; } = status;

    public string Code { get; } = code;

    /// <summary>The members of the request that are wrong.</summary>
    public IReadOnlyList<ProblemError> Errors { get; init; } = [];

    /// <summary>The places of a job that it is about, from 0.</summary>
    public IReadOnlyList<int> Places { get; init; } = [];

    /// <summary>What was wrong with each part of a request that asks for many things.</summary>
    public IReadOnlyList<ProblemEntry> Entries { get; init; } = [];

    /// <summary>Whether the same request may succeed another time.</summary>
    public bool Retryable { get; init; }

    /// <summary>When to try again; becomes <c>Retry-After</c>.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>With the text that the error table has for the code.</summary>
    /// <param name="pointer">The member that is wrong, as in <see cref="ProblemError"/>; null where it is none in particular.</param>
    public static ProblemException Of(int status, string code, string? pointer = null)
    {
        var text = ErrorTable.Of(code).En;
        return new ProblemException(status, code, text) { IsOfTable = true, Errors = pointer is null ? [] : [new ProblemError(pointer, text)] };
    }

    /// <summary>The same, and that the request may be sent again after a while.</summary>
    public ProblemException After(TimeSpan wait) =>
        new(Status, Code, Message) { IsOfTable = IsOfTable, Text = Text, Limit = Limit, Errors = Errors, Places = Places, Retryable = true, RetryAfter = wait };

    /// <summary>The same, of a request that stands inside another one.</summary>
    /// <param name="locate">Where a member of the inner request stands in the outer one: of a JSON pointer it makes another.</param>
    public ProblemException At(Func<string, string> locate) => new(Status, Code, Message)
    {
        IsOfTable = IsOfTable,
        Text = Text,
        Limit = Limit,
        Errors = [.. Errors.Select(error => error with { Pointer = locate(error.Pointer) })],
        Places = Places,
        Retryable = Retryable,
        RetryAfter = RetryAfter,
    };
}

/// <param name="Pointer">A JSON pointer (RFC 6901) into the request's body, or <c>?name</c> for a query parameter.</param>
/// <param name="Detail">What is wrong there, for a person.</param>
public sealed record ProblemError(string Pointer, string Detail);

/// <param name="Index">The place of the part in the request, from 0.</param>
/// <param name="Error">What was wrong with it.</param>
public sealed record ProblemEntry(int Index, ProblemBody Error);
