namespace ImageGen.Contracts;

/// <summary>A hint, said at start and again and again: what a worker can make pictures with.</summary>
public sealed record ApisServed
{
    /// <summary>The provider's APIs that it has keys for, as the catalogue names them.</summary>
    public required IReadOnlyList<string> Apis { get; init; }

    /// <summary>The models of these APIs that it knows; null from a worker that does not say.</summary>
    public IReadOnlyList<string>? Models { get; init; }

    /// <summary>It helps with prompts; null from a worker that does not say.</summary>
    public bool? Prompts { get; init; }
}
