namespace ImageGen.Contracts;

/// <summary>A picture that a request builds on: an object of our own store, or a public link. Exactly one of the two is given.</summary>
public sealed record InputImage : StoredPart
{
    /// <summary>In our object store; checked, measured and the caller's own.</summary>
    public string? Key { get; init; }

    /// <summary>A public https link; only the provider reads it, we never do.</summary>
    public string? Url { get; init; }

    /// <summary>By content; null for a link.</summary>
    public string? ContentType { get; init; }

    public long? Bytes { get; init; }

    /// <summary>Pixels.</summary>
    public int? Width { get; init; }

    /// <summary>Pixels.</summary>
    public int? Height { get; init; }
}
