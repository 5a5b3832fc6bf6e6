using ImageGen.Persistence;
using ImageGen.ServiceDefaults.Errors;
using Microsoft.Extensions.Options;

namespace ImageGen.Storage.Uploads;

/// <summary>
/// Bounds what one owner may keep. Counted behind the store, and given back before it: whatever a crash leaves between the two is an owner
/// who may keep a little more, never one who is locked out.
/// </summary>
internal sealed class UploadAllowance(IDocuments<UploadUsage> usages, IOptions<StorageOptions> options)
{
    /// <exception cref="ProblemException">409, where so many bytes more are too many.</exception>
    public async Task RequireAsync(string owner, long bytes, CancellationToken cancellationToken)
    {
        var most = options.Value.UploadBytesPerOwner;
        if (most == 0 || (await usages.GetAsync(UploadUsage.IdOf(owner), cancellationToken))?.Body is not { Bytes: var kept } || kept + bytes <= most)
            return;
        throw new ProblemException(
            409, "uploads_full", FormattableString.Invariant($"Your uploads have {kept} bytes of the {most} that they may have. Delete some (DELETE /api/v1/uploads/ID), or wait: each goes by itself after {(UploadLimits.Life + UploadLimits.Grace).TotalDays:0} days."));
    }

    /// <exception cref="DocumentContendedException">Somebody else was faster each time.</exception>
    public Task AddAsync(string owner, long bytes, CancellationToken cancellationToken)
    {
        var id = UploadUsage.IdOf(owner);
        return usages.AddOrChangeAsync(
            id,
            () => new UploadUsage { Id = id, Bytes = 0 },
            usage => usage with { Bytes = Math.Max(0, usage.Bytes + bytes) },
            cancellationToken);
    }
}
