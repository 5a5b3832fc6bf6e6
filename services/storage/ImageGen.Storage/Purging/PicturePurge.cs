using ImageGen.ObjectStorage;
using ImageGen.ObjectStorage.Keys;
using ImageGen.Persistence;
using ImageGen.Storage.Copies;
using ImageGen.Storage.Thumbnails;
using Microsoft.Extensions.Logging;

namespace ImageGen.Storage.Purging;

/// <summary>
/// Deletes the objects of pictures that are marked, then writes that down. Whoever dies in between leaves a marked picture without objects,
/// which is due again when the claim has passed; deleting what is not there is no error.
/// </summary>
internal sealed partial class PicturePurge(CopyStore copies, IObjectStore objects, TimeProvider time, ILogger<PicturePurge> logger)
{
    private const int AtOnce = 16;

    /// <summary>How long a claimed picture is its claimer's, milliseconds.</summary>
    private const long Lease = 5 * 60_000;

    /// <returns>How many were due.</returns>
    public async Task<int> RunOnceAsync(CancellationToken cancellationToken)
    {
        var now = time.UnixMilliseconds();
        var due = await copies.ClaimPurgesAsync(now, now + Lease, AtOnce, cancellationToken);
        await due.AllAsync(seen => SweepAsync(seen, cancellationToken), LogFailed, cancellationToken);
        return due.Count;
    }

    private async Task SweepAsync(Stored<ImageCopy> seen, CancellationToken cancellationToken)
    {
        foreach (var key in PictureKeys.AllOf(seen.Id, Variant.All.Select(variant => variant.Name)))
            await objects.DeleteAsync(key, cancellationToken);
        // Whoever was faster leaves the mark where it is, so the picture is due again.
        if (CopyRules.Swept(seen.Body, time.UnixMilliseconds()) is not { } swept)
            await copies.DeleteAsync(seen, cancellationToken);
        else if (!ReferenceEquals(swept, seen.Body))
            await copies.TryReplaceAsync(seen, swept, cancellationToken);
    }

    [LoggerMessage(LogLevel.Warning, "The picture {ImageId} could not be deleted for good; it is tried again")]
    private partial void LogFailed(Exception error, string imageId);
}
