using ImageGen.Persistence;

namespace ImageGen.Jobs.Links;

/// <summary>Forgets links 30 days after they have expired: so long people may want to see what they had shared.</summary>
internal sealed class LinkPurge(IDocuments<ImageLink> links, TimeProvider time)
{
    private const int Batch = 1000;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <returns>How many were forgotten; there may be more.</returns>
    public Task<int> RunOnceAsync(CancellationToken cancellationToken) =>
        links.DeleteOlderThanAsync(ImageLink.ExpiresAtField, (time.GetUtcNow() - Kept).ToUnixTimeMilliseconds(), Batch, cancellationToken);
}
