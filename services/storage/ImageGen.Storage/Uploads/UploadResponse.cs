using System.ComponentModel;
using ImageGen.ObjectStorage.Keys;

namespace ImageGen.Storage.Uploads;

/// <summary>An upload as the public API shows it.</summary>
internal sealed record UploadResponse
{
    [Description("Begins with upl_; what references and mask of a job name.")]
    public required string Id { get; init; }

    public required UploadPurpose Purpose { get; init; }

    [Description("Pixels, upright.")]
    public required int Width { get; init; }

    [Description("Pixels, upright.")]
    public required int Height { get; init; }

    [Description("As it is kept; a mask is always a one-channel PNG.")]
    public required string ContentType { get; init; }

    [Description("As it is kept.")]
    public required long Bytes { get; init; }

    [Description("Of what is kept, hex.")]
    public required string Sha256 { get; init; }

    public required string Url { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    [Description("New jobs may name it until then.")]
    public required DateTimeOffset ExpiresAt { get; init; }

    public static UploadResponse Of(UploadedPicture picture) => new()
    {
        Id = picture.Id,
        Purpose = picture.Purpose,
        Width = picture.Width,
        Height = picture.Height,
        ContentType = picture.ContentType,
        Bytes = picture.Bytes,
        Sha256 = picture.Sha256,
        Url = $"{UploadEndpoints.Path}/{picture.Id}/content",
        CreatedAt = picture.CreatedAt,
        ExpiresAt = picture.ExpiresAt,
    };
}
