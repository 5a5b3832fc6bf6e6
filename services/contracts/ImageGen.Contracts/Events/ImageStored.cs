namespace ImageGen.Contracts;

/// <summary>The original is safe in our own store. May arrive before <see cref="ImagesGenerated"/>.</summary>
public sealed record ImageStored
{
    public required string JobId { get; init; }

    public required int Attempt { get; init; }

    public required int Index { get; init; }

    /// <summary>How many pictures the whole job asks for.</summary>
    public required int Total { get; init; }

    public required string ImageId { get; init; }

    public required string ContentType { get; init; }

    public required long Bytes { get; init; }

    /// <summary>Of the stored object, hex.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Pixels, as decoded.</summary>
    public required int Width { get; init; }

    /// <summary>Pixels, as decoded.</summary>
    public required int Height { get; init; }

    public long? Seed { get; init; }
}
