using ImageGen.Persistence;

namespace ImageGen.Storage.Uploads;

/// <summary>Deletes uploads that no job can need any more.</summary>
internal sealed class UploadPurge(IDocuments<Upload> uploads, UploadRemoval removal, TimeProvider time)
{
    private const int Batch = 50;
    private const long Lease = 5 * 60_000;

    /// <returns>How many were due.</returns>
    public async Task<int> RunOnceAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var due = await uploads.ClaimDueAsync(new DueClaim(Upload.PurgeAtField, now, now + Lease, Batch), cancellationToken);
        foreach (var upload in due)
        {
            await removal.RemoveAsync(upload, cancellationToken);
        }
        return due.Count;
    }
}
