using ImageGen.Persistence;

namespace ImageGen.Jobs.Create;

/// <summary>Forgets idempotency keys after a day.</summary>
internal sealed class IdempotencyPurge(IDocuments<IdempotencyRecord> keys, TimeProvider time)
{
    private const int Batch = 1000;
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    /// <returns>How many were forgotten.</returns>
    public Task<int> RunOnceAsync(CancellationToken cancellationToken) =>
        keys.DeleteOlderThanAsync(IdempotencyRecord.CreatedAtField, (time.GetUtcNow() - Kept).ToUnixTimeMilliseconds(), Batch, cancellationToken);
}
