using ImageGen.Auditing;
using ImageGen.Contracts;
using ImageGen.Messaging;
using ImageGen.ObjectStorage.Keys;
using ImageGen.Persistence;

namespace ImageGen.Storage.Uploads;

/// <summary>Takes an upload away with all that was made of it. May be repeated where it broke off.</summary>
internal sealed class UploadRemoval(
    IDocuments<Upload> uploads, UploadedPictures pictures, UploadAllowance allowance, CallerAudit audit, IMessagePublisher publisher,
    TimeProvider time)
{
    /// <summary>How long a removal is its claimer's; after it the next purge goes on where this one broke off.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    public async Task RemoveAsync(Stored<Upload> upload, CancellationToken cancellationToken)
    {
        var (owner, picture) = (upload.Body.Owner, upload.Body.Picture);
        await pictures.DeleteAsync(owner, picture, cancellationToken);
        // Of several removals at the same time one wins, and only that one gives the bytes back.
        if (await uploads.ReplaceAsync(upload, upload.Body with { PurgeAt = (time.GetUtcNow() + Lease).ToUnixTimeMilliseconds() }, cancellationToken) is not { } mine)
            return;
        await allowance.AddAsync(owner, -picture.Bytes, cancellationToken);
        await uploads.DeleteAsync(mine, cancellationToken);
    }

    /// <summary>Because its owner wants it.</summary>
    /// <returns>False where this owner has no such upload.</returns>
    /// <exception cref="ServiceDefaults.Errors.ProblemException">503: it can not be put on record.</exception>
    public async Task<bool> RemoveAsync(string owner, string id, CancellationToken cancellationToken)
    {
        // In this order: while the picture is there, nobody has gone further than to delete it, so what is seen here is not given back yet.
        if (await uploads.GetAsync(id, cancellationToken) is not { } upload || upload.Body.Owner != owner || await pictures.FindAsync(owner, id, cancellationToken) is null)
            return false;
        // Nothing would keep the entry until it is taken, so it comes first.
        await publisher.TellAsync(audit.Entry(AuditActions.UploadDeleted, id), cancellationToken);
        await RemoveAsync(upload, cancellationToken);
        return true;
    }
}
