namespace ImageGen.Contracts;

/// <summary>A submission went out and nobody can know what became of it. It may have been billed; it is not sent again by itself.</summary>
public sealed record GenerationUnknown
{
    public required string JobId { get; init; }

    public required int Attempt { get; init; }

    public required IReadOnlyList<int> Indices { get; init; }

    /// <summary>Our own id of that one submission.</summary>
    public required string SubmitId { get; init; }

    public required DateTimeOffset SubmittedAt { get; init; }

    /// <summary>SHA-256 of the prompt, hex: what an operator needs to find the call in the provider's console.</summary>
    public required string PromptHash { get; init; }

    public required string Reason { get; init; }

    public string? ProviderRequestId { get; init; }

    /// <summary>What came instead of an answer, for operators only: cut, without our keys and without pictures.</summary>
    public string? ProviderAnswer { get; init; }
}
