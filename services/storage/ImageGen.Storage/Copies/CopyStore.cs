using ImageGen.Messaging;
using ImageGen.Persistence;
using Microsoft.Extensions.Logging;

namespace ImageGen.Storage.Copies;

/// <summary>Writes decisions about copies: load, decide, replace, and decide again where somebody else was faster.</summary>
internal sealed partial class CopyStore(IDocuments<ImageCopy> documents, IOutbox<ImageCopy> outbox, ILogger<CopyStore> logger)
{
    private const int MostConflicts = 20;
    private const int PageSize = 100;

    public Task<Stored<ImageCopy>?> FindAsync(string imageId, CancellationToken cancellationToken) => documents.GetAsync(imageId, cancellationToken);

    /// <returns>False where the copy is known already.</returns>
    public async Task<bool> TryAddAsync(ImageCopy copy, CancellationToken cancellationToken) =>
        await outbox.InsertAsync(copy, cancellationToken) is not null;

    public Task<IReadOnlyList<Stored<ImageCopy>>> ClaimAsync(long now, long until, int limit, CancellationToken cancellationToken) =>
        documents.ClaimDueAsync(new DueClaim(CopyDocuments.NextTryAt, now, until, limit), cancellationToken);

    /// <summary>Makes everything that waits due now, whoever has claimed it: for the only process there is, at its start.</summary>
    public async Task ReleaseAsync(long now, CancellationToken cancellationToken)
    {
        var later = new PageQuery { OrderBy = CopyDocuments.NextTryAt, Descending = false, From = now + 1, Limit = PageSize };
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

    /// <param name="seen">Decided on first; null reads the stored one.</param>
    /// <returns>The copy as it is now, or null where it was deleted.</returns>
    public async Task<ImageCopy?> DecideAsync(
        string imageId, Stored<ImageCopy>? seen, Func<ImageCopy, ImageCopy> decide, CancellationToken cancellationToken)
    {
        for (var conflict = 0; conflict < MostConflicts; conflict++)
        {
            seen ??= await documents.GetAsync(imageId, cancellationToken);
            if (seen is null)
                return null;
            var next = decide(seen.Body);
            if (ReferenceEquals(next, seen.Body))
                return next;
            if (await outbox.ReplaceAsync(seen, next, cancellationToken) is { } written)
                return written.Body;
            seen = null;
        }
        throw new InvalidOperationException($"The copy {imageId} was changed by others {MostConflicts} times in a row.");
    }

    [LoggerMessage(LogLevel.Warning, "The copy {ImageId} is not due before the lease of a process that has ended")]
    private partial void LogNotReleased(Exception error, string imageId);
}
