using ImageGen.Messaging.Outbox;
using ImageGen.Persistence;
using Microsoft.Extensions.Logging;

namespace ImageGen.Storage.Copies;

/// <summary>The copies that are known, and the one way to change them.</summary>
internal sealed partial class CopyStore(IDocuments<ImageCopy> documents, IOutbox<ImageCopy> outbox, ILogger<CopyStore> logger)
{
    private const int PageSize = 100;

    public Task<Stored<ImageCopy>?> FindAsync(string imageId, CancellationToken cancellationToken) => documents.GetAsync(imageId, cancellationToken);

    /// <returns>False where the copy is known already.</returns>
    public async Task<bool> TryAddAsync(ImageCopy copy, CancellationToken cancellationToken) =>
        await outbox.InsertAsync(copy, cancellationToken) is not null;

    public Task<IReadOnlyList<Stored<ImageCopy>>> ClaimAsync(long now, long until, int limit, CancellationToken cancellationToken) =>
        documents.ClaimDueAsync(new DueClaim(ImageCopy.NextTryAtField, now, until, limit), cancellationToken);

    /// <summary>Those whose objects are to be deleted.</summary>
    public Task<IReadOnlyList<Stored<ImageCopy>>> ClaimPurgesAsync(long now, long until, int limit, CancellationToken cancellationToken) =>
        documents.ClaimDueAsync(new DueClaim(ImageCopy.PurgeAtField, now, until, limit), cancellationToken);

    /// <returns>False where somebody else was faster.</returns>
    public async Task<bool> TryReplaceAsync(Stored<ImageCopy> seen, ImageCopy next, CancellationToken cancellationToken) =>
        await outbox.ReplaceAsync(seen, next, cancellationToken) is not null;

    /// <inheritdoc cref="IDocuments{T}.DeleteAsync"/>
    public Task<bool> DeleteAsync(Stored<ImageCopy> seen, CancellationToken cancellationToken) => documents.DeleteAsync(seen, cancellationToken);

    /// <summary>Makes everything that waits due now, whoever has claimed it: for the only process there is, at its start.</summary>
    public async Task ReleaseAsync(long now, CancellationToken cancellationToken)
    {
        var later = new PageQuery { OrderBy = ImageCopy.NextTryAtField, Descending = false, From = now + 1, Limit = PageSize };
        PagePosition? place = null;
        do
        {
            var page = await documents.PageAsync(later with { After = place }, cancellationToken);
            await page.Items.EachAsync(
                seen => documents.ReplaceAsync(seen, seen.Body with { NextTryAt = now }, cancellationToken), LogNotReleased, cancellationToken);
            place = page.Next;
        }
        while (place is not null);
    }

    /// <param name="rule">Returns the same copy to change nothing. May run several times.</param>
    /// <returns>The copy as it is now, or null where there is none.</returns>
    /// <exception cref="DocumentContendedException">Somebody else was faster each time.</exception>
    public async Task<ImageCopy?> ChangeAsync(string imageId, Func<ImageCopy, ImageCopy> rule, CancellationToken cancellationToken) =>
        (await documents.ChangeAsync(imageId, rule, outbox.ReplaceAsync, cancellationToken)).Now?.Body;

    /// <inheritdoc cref="ChangeAsync(string, Func{ImageCopy, ImageCopy}, CancellationToken)"/>
    /// <param name="seen">Decided on first.</param>
    public async Task<ImageCopy?> ChangeAsync(Stored<ImageCopy> seen, Func<ImageCopy, ImageCopy> rule, CancellationToken cancellationToken) =>
        (await documents.ChangeAsync(seen, rule, outbox.ReplaceAsync, cancellationToken)).Now?.Body;

    [LoggerMessage(LogLevel.Warning, "The copy {ImageId} is not due before the lease of a process that has ended")]
    private partial void LogNotReleased(Exception error, string imageId);
}
