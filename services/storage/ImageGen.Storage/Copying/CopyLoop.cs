using ImageGen.Loops;
using ImageGen.Messaging;
using ImageGen.Persistence;
using ImageGen.Storage.Copies;
using ImageGen.Storage.Thumbnails;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ImageGen.Storage.Copying;

/// <summary>
/// Copies what is due: a slow picture holds up no other. At a stop it finishes what is in hand where that does not take long: else it would
/// wait for its lease.
/// </summary>
internal sealed class CopyLoop(
    CopyHandler handler,
    CopyWake wake,
    EagerThumbnails thumbnails,
    MessagingMode mode,
    IOptions<StorageOptions> options,
    TimeProvider time,
    ILogger<CopyLoop> logger) : WorkLoop<Stored<ImageCopy>>(nameof(CopyLoop), time, logger, wake)
{
    protected override int AtOnce => options.Value.Parallelism;

    protected override TimeSpan DrainTime => TimeSpan.FromSeconds(5);

    /// <summary>In the only process there is, nobody can hold a lease at its start.</summary>
    protected override Task FirstAsync(CancellationToken stopping) => mode.SingleProcess ? handler.ReleaseAsync(stopping) : Task.CompletedTask;

    protected override Task<IReadOnlyList<Stored<ImageCopy>>> ClaimAsync(int most, CancellationToken stopping) => handler.ClaimAsync(most, stopping);

    protected override async Task WorkAsync(Stored<ImageCopy> piece, CancellationToken cancellationToken)
    {
        var copy = await handler.CopyAsync(piece, cancellationToken);
        if (copy is { State: CopyState.Stored, Purge: null } && options.Value.EagerThumbnails && InHand == 1)
            thumbnails.Offer(copy);
    }

    protected override string IdOf(Stored<ImageCopy> piece) => piece.Id;
}
