using ImageGen.Persistence;

namespace ImageGen.Volcengine.Admission;

/// <summary>Whether the provider answers an account of one API, as all replicas have learned it.</summary>
internal sealed record AccountState : DocumentPart, IDocument<AccountState>
{
    /// <summary><c>account:api:credential</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Submissions in a row from which no answer of the service came.</summary>
    public int Failures { get; init; }

    /// <summary>The task whose submission failed last; null where the last one was answered.</summary>
    public string? FailedTaskId { get; init; }

    /// <summary>For how long the circuit opens, in milliseconds; 0 while it is closed.</summary>
    public long OpenFor { get; init; }

    /// <summary>Nothing is submitted until then, Unix milliseconds; after it one submission tries.</summary>
    public long OpenUntil { get; init; }

    public AccountError? LastError { get; init; }

    public static DocumentModel<AccountState> Documents { get; } = new("provider_accounts", account => account.Id);

    public static string IdOf(string api, string credentialId) => $"account:{api}:{credentialId}";
}

/// <param name="Code">Ours.</param>
/// <param name="At">Unix milliseconds.</param>
internal sealed record AccountError(string Code, string? ProviderCode, long At) : DocumentPart;

internal enum Circuit
{
    /// <summary>Submissions go out.</summary>
    Closed,

    /// <summary>The provider is away: nothing is submitted.</summary>
    Open,

    /// <summary>One submission may try whether it is back.</summary>
    HalfOpen,
}
