using ImageGen.Persistence;
using Microsoft.Extensions.Logging;

namespace ImageGen.Storage.Uploads;

/// <summary>Deletes uploads that no job can need any more.</summary>
internal sealed partial class UploadPurge(IDocuments<Upload> uploads, UploadRemoval removal, TimeProvider time, ILogger<UploadPurge> logger)
{
    private const int Batch = 50;
    private const long Lease = 5 * 60_000;

    /// <returns>How many were due.</returns>
    public async Task<int> RunOnceAsync(CancellationToken cancellationToken)
    {
        var now = time.UnixMilliseconds();
        var due = await uploads.ClaimDueAsync(new DueClaim(Upload.PurgeAtField, now, now + Lease, Batch), cancellationToken);
        await due.EachAsync(upload => removal.RemoveAsync(upload, cancellationToken), LogFailed, cancellationToken);
        return due.Count;
    }

    [LoggerMessage(LogLevel.Warning, "The upload {Id} could not be deleted; it is tried again")]
    private partial void LogFailed(Exception error, string id);
}
