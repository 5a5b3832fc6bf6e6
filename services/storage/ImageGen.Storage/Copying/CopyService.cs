using ImageGen.Loops;
using ImageGen.Messaging;
using ImageGen.Persistence;
using ImageGen.Storage.Copies;
using ImageGen.Storage.Thumbnails;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ImageGen.Storage.Copying;

/// <summary>
/// Keeps the copy loop busy: a slow picture holds one place, never the whole batch. At a stop it finishes what is in hand where that does not
/// take long: else it would wait for its lease.
/// </summary>
internal sealed class CopyService(
    CopyLoop loop,
    CopyWake wake,
    EagerThumbnails thumbnails,
    MessagingMode mode,
    IOptions<StorageOptions> options,
    TimeProvider time,
    ILogger<CopyService> logger) : WorkLoop<Stored<ImageCopy>>(nameof(CopyService), time, logger, wake)
{
    protected override int AtOnce => options.Value.Parallelism;

    protected override TimeSpan DrainTime => TimeSpan.FromSeconds(5);

    /// <summary>In the only process there is, nobody can hold a lease at its start.</summary>
    protected override Task FirstAsync(CancellationToken stopping) => mode.SingleProcess ? loop.ReleaseAsync(stopping) : Task.CompletedTask;

    protected override Task<IReadOnlyList<Stored<ImageCopy>>> ClaimAsync(int most, CancellationToken stopping) => loop.ClaimAsync(most, stopping);

    protected override async Task WorkAsync(Stored<ImageCopy> piece, CancellationToken cancellationToken)
    {
        var copy = await loop.CopyAsync(piece, cancellationToken);
        if (copy?.State == CopyState.Stored && options.Value.EagerThumbnails && InHand == 1)
            thumbnails.Offer(copy);
    }

    protected override string IdOf(Stored<ImageCopy> piece) => piece.Id;
}
