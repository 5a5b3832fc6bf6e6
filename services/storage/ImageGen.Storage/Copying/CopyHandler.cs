using ImageGen.Persistence;
using ImageGen.Storage.Copies;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ImageGen.Storage.Copying;

/// <summary>Brings a copy that is due one step on. Any number of these run, in any number of processes: whoever claims a copy has it for the lease.</summary>
internal sealed partial class CopyHandler(
    CopyStore copies, IPictureCopier copier, IOptions<StorageOptions> options, TimeProvider time, ILogger<CopyHandler> logger)
{
    /// <summary>Claims due copies, brings each one step on, and returns how many there were.</summary>
    public async Task<int> RunOnceAsync(CancellationToken cancellationToken)
    {
        var claimed = await ClaimAsync(options.Value.Parallelism, cancellationToken);
        await Task.WhenAll(claimed.Select(copy => CopyAsync(copy, cancellationToken)));
        return claimed.Count;
    }

    public Task<IReadOnlyList<Stored<ImageCopy>>> ClaimAsync(int limit, CancellationToken cancellationToken)
    {
        var now = time.UnixMilliseconds();
        return copies.ClaimAsync(now, now + (long)options.Value.Lease.TotalMilliseconds, limit, cancellationToken);
    }

    /// <inheritdoc cref="CopyStore.ReleaseAsync"/>
    public Task ReleaseAsync(CancellationToken cancellationToken) => copies.ReleaseAsync(time.UnixMilliseconds(), cancellationToken);

    /// <returns>The copy as it is now, or null where it was deleted meanwhile.</returns>
    public async Task<ImageCopy?> CopyAsync(Stored<ImageCopy> claimed, CancellationToken cancellationToken)
    {
        var source = claimed.Body.Source;
        var result = await copier.CopyAsync(claimed.Id, source, cancellationToken);
        if (result.Picture is null)
            LogFailed(claimed.Id, result.Verdict, claimed.Body.Tries + 1, result.Reason);
        var copy = await copies.ChangeAsync(claimed, copy => CopyRules.Fold(copy, source, result, time.UnixMilliseconds()), cancellationToken);
        await TidyAsync(copy, source, result, cancellationToken);
        return copy;
    }

    /// <summary>Removes what the copy has left behind: its own object where the copy was purged meanwhile, its source where that was ours.</summary>
    private async Task TidyAsync(ImageCopy? copy, CopySource source, CopyResult result, CancellationToken cancellationToken)
    {
        if (copy is null or { Purge: not null } && result.Picture is { } orphan)
            await copier.DiscardAsync(orphan.Key, cancellationToken);
        if (copy?.Picture is { } picture && source.Key is { } key && key != picture.Key)
            await copier.DiscardAsync(key, cancellationToken);
    }

    [LoggerMessage(LogLevel.Warning, "The picture {ImageId} could not be copied ({Verdict}, try {Try}): {Reason}")]
    private partial void LogFailed(string imageId, CopyVerdict verdict, int @try, string reason);
}
