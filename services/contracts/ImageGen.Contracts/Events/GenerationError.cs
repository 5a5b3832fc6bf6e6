namespace ImageGen.Contracts;

/// <summary>Why there is no picture, in a form every reader can show.</summary>
public sealed record GenerationError : StoredPart
{
    /// <summary>Ours and stable, such as <c>prompt_rejected</c>; the texts shown to people hang on it.</summary>
    public required string Code { get; init; }

    /// <summary>In English, for logs and operators.</summary>
    public required string Message { get; init; }

    /// <summary>Whether the same request may succeed another time.</summary>
    public bool Retryable { get; init; }

    public string? ProviderCode { get; init; }

    /// <summary>The provider's own words, where they help whoever must act: cut.</summary>
    public string? ProviderMessage { get; init; }

    public string? ProviderRequestId { get; init; }

    /// <summary>The provider's answer as it came, for operators only: cut, without our keys and without pictures.</summary>
    public string? ProviderAnswer { get; init; }
}
