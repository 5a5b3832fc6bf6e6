using ImageGen.Persistence;
using ImageGen.ServiceDefaults.Callers;
using ImageGen.ServiceDefaults.Errors;

namespace ImageGen.Jobs.Create;

/// <summary>What the caller's keys stand for.</summary>
internal sealed class IdempotencyRecords(IDocuments<IdempotencyRecord> keys, ICaller caller, DocumentIds ids, TimeProvider time)
{
    /// <returns>Null where the key is new, or there is none.</returns>
    /// <exception cref="ProblemException">422, where the key belongs to another request.</exception>
    public async Task<IdempotencyRecord?> FindAsync(IdempotencyKey? key, string endpoint, CancellationToken cancellationToken) => key is null
        ? null
        : await keys.GetAsync(key.IdFor(caller.Owner, endpoint), cancellationToken) is { Body: var known } ? Own(known, key) : null;

    /// <summary>Draws the ids of jobs, and writes them down where there is a key.</summary>
    /// <param name="key">Null: nobody will ask for them again.</param>
    /// <param name="endpoint">Method and path: a key belongs to one address.</param>
    /// <param name="count">Of jobs.</param>
    /// <param name="batch">The id of their batch, if they are one.</param>
    /// <param name="cancellationToken">The caller is gone.</param>
    /// <exception cref="ProblemException">422, where the key belongs to another request.</exception>
    public async Task<(IdempotencyRecord Record, bool Replayed)> RememberAsync(
        IdempotencyKey? key, string endpoint, int count, string? batch, CancellationToken cancellationToken)
    {
        var record = new IdempotencyRecord
        {
            Id = key?.IdFor(caller.Owner, endpoint) ?? "",
            Fingerprint = key?.Fingerprint ?? "",
            JobIds = [.. Enumerable.Range(0, count).Select(_ => ids.New("job_"))],
            Batch = batch,
            CreatedAt = time.UnixMilliseconds(),
        };
        // Null twice: the other request's record was purged between the two calls, so this one counts as the first.
        if (key is null || await keys.InsertAsync(record, cancellationToken) is not null || await keys.GetAsync(record.Id, cancellationToken) is not { Body: var known })
            return (record, false);
        return (Own(known, key), true);
    }

    /// <summary>An id was taken from us because we were too slow; whoever repeats the request takes the new one.</summary>
    /// <param name="index">Of the job.</param>
    public async Task<IdempotencyRecord> RenewAsync(IdempotencyRecord record, int index, CancellationToken cancellationToken)
    {
        var id = ids.New("job_");
        return record.Id.Length == 0
            ? Renewed(record)
            : (await keys.ChangeAsync(record.Id, seen => seen.JobIds[index] == record.JobIds[index] ? Renewed(seen) : seen, cancellationToken)).Now?.Body ?? Renewed(record);

        IdempotencyRecord Renewed(IdempotencyRecord seen) => seen with { JobIds = [.. seen.JobIds.Select((known, i) => i == index ? id : known)] };
    }

    private static IdempotencyRecord Own(IdempotencyRecord record, IdempotencyKey key) =>
        record.Fingerprint == key.Fingerprint ? record : throw IdempotencyKey.Reused();
}
