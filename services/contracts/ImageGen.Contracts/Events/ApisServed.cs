namespace ImageGen.Contracts;

/// <summary>A hint, said at start and again and again: these of the provider's APIs a worker has keys for.</summary>
public sealed record ApisServed
{
    /// <summary>As the catalogue names them.</summary>
    public required IReadOnlyList<string> Apis { get; init; }
}
