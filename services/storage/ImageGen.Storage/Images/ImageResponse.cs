using ImageGen.Storage.Copies;

namespace ImageGen.Storage.Images;

/// <summary>A picture as the public API shows it. What is not known before it is stored is null.</summary>
internal sealed record ImageResponse
{
    public required string Id { get; init; }

    public required string JobId { get; init; }

    public required int Index { get; init; }

    /// <summary><c>open</c>, <c>stored</c> or <c>failed</c>.</summary>
    public required string Status { get; init; }

    public int? Width { get; init; }

    public int? Height { get; init; }

    public string? ContentType { get; init; }

    public long? Bytes { get; init; }

    public string? Sha256 { get; init; }

    public long? Seed { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public string? Url { get; init; }

    public string? ThumbnailUrl { get; init; }

    public static ImageResponse Of(ImageCopy copy) => new()
    {
        Id = copy.ImageId,
        JobId = copy.JobId,
        Index = copy.Index,
        Status = copy.State switch { CopyState.Stored => "stored", CopyState.Gone => "failed", _ => "open" },
        Width = copy.Picture?.Width,
        Height = copy.Picture?.Height,
        ContentType = copy.Picture?.ContentType,
        Bytes = copy.Picture?.Bytes,
        Sha256 = copy.Picture?.Sha256,
        Seed = copy.Seed,
        CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(copy.CreatedAt),
        Url = copy.Picture is null ? null : $"/api/v1/images/{copy.ImageId}/content",
        ThumbnailUrl = copy.Picture is null ? null : $"/api/v1/images/{copy.ImageId}/content?variant=thumbnail",
    };
}
