using System.ComponentModel;

namespace ImageGen.Jobs.Views;

internal record JobImageResponse
{
    [Description("Begins with img_; stable, also where the picture failed.")]
    public required string Id { get; init; }

    [Description("The place in the job, from 0. A late picture of an older attempt may share its place with a newer one.")]
    public required int Index { get; init; }

    public required ImageStatus Status { get; init; }

    [Description("Pixels.")]
    public required int? Width { get; init; }

    [Description("Pixels.")]
    public required int? Height { get; init; }

    public required string? ContentType { get; init; }

    public required long? Bytes { get; init; }

    [Description("Of the original, hex.")]
    public required string? Sha256 { get; init; }

    public required long? Seed { get; init; }

    public required string? Url { get; init; }

    public required string? ThumbnailUrl { get; init; }

    [Description("It came after the job had ended or was retried.")]
    public required bool Late { get; init; }

    public required string? Title { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    public required bool Favorite { get; init; }

    [Description("When it was thrown away by itself; null where it is not in the trash.")]
    public required DateTime? DeletedAt { get; init; }

    public required JobErrorResponse? Error { get; init; }
}

internal enum ImageStatus
{
    Stored,
    Failed,
}
