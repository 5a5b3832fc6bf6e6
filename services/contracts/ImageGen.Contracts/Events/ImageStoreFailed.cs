namespace ImageGen.Contracts;

/// <summary>The picture can not be stored any more: its source and the provider's task are both gone, or it is no picture.</summary>
public sealed record ImageStoreFailed
{
    public required string JobId { get; init; }

    public required int Attempt { get; init; }

    public required int Index { get; init; }

    /// <summary>How many pictures the whole job asks for.</summary>
    public required int Total { get; init; }

    public required string ImageId { get; init; }

    public required GenerationError Error { get; init; }
}
