using ImageGen.Contracts;

namespace ImageGen.Storage.Copies;

/// <summary>What Storage says of a copy that has come to its end: the same fact, however often it is asked.</summary>
internal static class CopyFacts
{
    public static object Of(ImageCopy copy) => copy.State switch
    {
        CopyState.Stored => Stored(copy, copy.Picture!),
        CopyState.Gone => Failed(copy),
        _ => throw new InvalidOperationException($"Nothing is known yet of the waiting picture {copy.ImageId}."),
    };

    /// <summary>Why a picture waits, for whom it may concern; nothing final.</summary>
    public static ImageDelayed Delayed(ImageCopy copy) => new()
    {
        JobId = copy.JobId,
        Attempt = copy.Attempt,
        Index = copy.Index,
        ImageId = copy.ImageId,
        Error = copy.Error!,
        Since = DateTimeOffset.FromUnixTimeMilliseconds(copy.DelayedSince!.Value),
    };

    private static ImageStored Stored(ImageCopy copy, StoredPicture picture) => new()
    {
        JobId = copy.JobId,
        Attempt = copy.Attempt,
        Index = copy.Index,
        Total = copy.Total,
        ImageId = copy.ImageId,
        ContentType = picture.ContentType,
        Bytes = picture.Bytes,
        Sha256 = picture.Sha256,
        Width = picture.Width,
        Height = picture.Height,
        Seed = copy.Seed,
    };

    private static ImageStoreFailed Failed(ImageCopy copy) => new()
    {
        JobId = copy.JobId,
        Attempt = copy.Attempt,
        Index = copy.Index,
        Total = copy.Total,
        ImageId = copy.ImageId,
        Error = copy.Error!,
    };
}
