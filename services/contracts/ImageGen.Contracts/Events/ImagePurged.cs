namespace ImageGen.Contracts;

/// <summary>Nothing of this picture is in our own store, nor will be.</summary>
public sealed record ImagePurged
{
    public required string JobId { get; init; }

    public required string ImageId { get; init; }
}
