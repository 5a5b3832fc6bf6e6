using System.ComponentModel;
using ImageGen.Catalogue;
using ImageGen.Contracts;
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

    [Description("Why a picture that was made is not stored yet, once it has been tried in vain; null where nothing stands against it.")]
    public WaitingResponse? WaitingFor { get; init; }

    [Description("Why there will be no picture.")]
    public ImageErrorResponse? Error { get; init; }

    public static ImageResponse Of(ImageCopy copy, Language language) => new()
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
        Url = copy.Picture is null ? null : ImageId.ContentPath(copy.ImageId),
        ThumbnailUrl = copy.Picture is null ? null : ImageId.ThumbnailPath(copy.ImageId),
        WaitingFor = copy is { State: CopyState.Waiting, Error: { } reason } ? new WaitingResponse(
            reason.Code, ErrorTable.Of(reason.Code).In(language), ErrorTable.Of(reason.Code).Act, Time(copy.DelayedSince), Time(copy.NextTryAt)) : null,
        Error = copy is { State: CopyState.Gone, Error: { } error } ? new ImageErrorResponse(
            error.Code, ErrorTable.Of(error.Code).In(language), ErrorTable.Of(error.Code).Act, error.Retryable) : null,
    };

    private static DateTimeOffset? Time(long? milliseconds) => milliseconds is { } time ? DateTimeOffset.FromUnixTimeMilliseconds(time) : null;
}

internal sealed record WaitingResponse(
    [property: Description("Stable; ours, not the provider's.")] string Code,
    [property: Description("What happened and what to do, in the caller's language.")] string Message,
    [property: Description("Who must act before it can succeed: nobody (it passes), or operator.")] ErrorAct Act,
    [property: Description("Since when that is the reason.")] DateTimeOffset? Since,
    DateTimeOffset? NextTryAt);

internal sealed record ImageErrorResponse(
    [property: Description("Stable; ours, not the provider's.")] string Code,
    [property: Description("What happened and what to do, in the caller's language.")] string Message,
    ErrorAct Act,
    [property: Description("Whether a retry of the job may bring it.")] bool Retryable);
