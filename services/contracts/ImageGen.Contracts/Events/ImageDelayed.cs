namespace ImageGen.Contracts;

/// <summary>A picture that was made is not stored yet, and why. Said once for each reason; nothing final.</summary>
public sealed record ImageDelayed
{
    public required string JobId { get; init; }

    public required int Attempt { get; init; }

    public required int Index { get; init; }

    public required string ImageId { get; init; }

    public required GenerationError Error { get; init; }

    /// <summary>Since when that is the reason.</summary>
    public required DateTimeOffset Since { get; init; }
}
