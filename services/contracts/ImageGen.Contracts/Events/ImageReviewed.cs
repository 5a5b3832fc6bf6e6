namespace ImageGen.Contracts;

/// <summary>A reviewer has decided on a picture that was held. Comes after <see cref="ImageStored"/>.</summary>
public sealed record ImageReviewed
{
    public required string JobId { get; init; }

    public required string ImageId { get; init; }

    /// <summary>From 1; of the decisions on a picture the highest holds.</summary>
    public required int Decision { get; init; }

    /// <summary>Whether everybody of the space may see it.</summary>
    public required bool Approved { get; init; }
}
