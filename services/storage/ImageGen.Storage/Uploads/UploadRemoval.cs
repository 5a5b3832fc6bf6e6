using ImageGen.ObjectStorage;
using ImageGen.Persistence;

namespace ImageGen.Storage.Uploads;

/// <summary>Takes an upload away with all that was made of it. May be repeated where it broke off.</summary>
internal sealed class UploadRemoval(IDocuments<Upload> uploads, UploadedPictures pictures, UploadAllowance allowance)
{
    public async Task RemoveAsync(Stored<Upload> upload, CancellationToken cancellationToken)
    {
        var (owner, picture) = (upload.Body.Owner, upload.Body.Picture);
        await pictures.DeleteAsync(owner, picture, cancellationToken);
        await allowance.AddAsync(owner, -picture.Bytes, cancellationToken);
        await uploads.DeleteAsync(upload, cancellationToken);
    }

    /// <returns>False where this owner has no such upload.</returns>
    public async Task<bool> RemoveAsync(string owner, string id, CancellationToken cancellationToken)
    {
        if (await pictures.FindAsync(owner, id, cancellationToken) is null || await uploads.GetAsync(id, cancellationToken) is not { } upload || upload.Body.Owner != owner)
            return false;
        await RemoveAsync(upload, cancellationToken);
        return true;
    }
}
