using ImageGen.Jobs.Create;
using ImageGen.Jobs.Domain;
using ImageGen.Persistence;
using ImageGen.ServiceDefaults.Callers;
using ImageGen.ServiceDefaults.Errors;
using Microsoft.Extensions.Logging;

namespace ImageGen.Jobs.Batches;

/// <summary>
/// Accepts the jobs of a batch, each by itself: what is wrong with one costs only that one. With a key the ids of all are written down before
/// the first is accepted, so whoever repeats the request finishes what was not accepted, and nothing else.
/// </summary>
internal sealed class CreateBatchHandler(
    IDocuments<Job> jobs, IDocuments<IdempotencyRecord> keys, CreateJobHandler one, RequestReader reader, ICaller caller, DocumentIds ids,
    TimeProvider time, ILogger<CreateBatchHandler> logger)
{
    public const string Endpoint = "POST /api/v1/jobs/batch";

    /// <summary>Entries that are worked on at once: the store has others to serve as well.</summary>
    private const int AtOnce = 8;

    /// <exception cref="ProblemException">422, where the key belongs to another request.</exception>
    public async Task<CreatedBatch> HandleAsync(IReadOnlyList<BatchEntry> entries, IdempotencyKey? key, CancellationToken cancellationToken)
    {
        var seen = key is null ? null : Own(await keys.GetAsync(key.IdFor(caller.Owner, Endpoint), cancellationToken), key);
        var outcomes = new BatchOutcome?[entries.Count];
        if (seen is not null)
            await RecallAsync(seen, outcomes, cancellationToken);
        var orders = new Order?[entries.Count];
        var lookups = new Lookups();
        await EachAsync(
            entries.Where(entry => outcomes[entry.Index] is null),
            outcomes,
            async entry => orders[entry.Index] = await OrderAsync(entry, lookups, cancellationToken),
            cancellationToken);
        if (seen is null && orders.All(order => order is null))
            return new CreatedBatch("", outcomes!, Replayed: false);
        var record = seen ?? await RememberAsync(key, entries.Count, cancellationToken);
        await EachAsync(
            entries.Where(entry => orders[entry.Index] is not null),
            outcomes,
            async entry => outcomes[entry.Index] = await AcceptAsync(entry.Index, orders[entry.Index]!, record, cancellationToken),
            cancellationToken);
        return new CreatedBatch(record.Batch!, outcomes!, Replayed: seen is not null);
    }

    /// <summary>Fills in what an earlier request with this key has accepted.</summary>
    private async Task RecallAsync(IdempotencyRecord record, BatchOutcome?[] outcomes, CancellationToken cancellationToken)
    {
        var places = record.JobIds.Index().ToDictionary(entry => entry.Item, entry => entry.Index);
        foreach (var (id, _, job) in (await jobs.GetManyAsync(record.JobIds, cancellationToken)).Where(found => found.Body.IsThere))
            outcomes[places[id]] = new BatchOutcome(places[id], job, Problem: null);
    }

    private async Task<Order> OrderAsync(BatchEntry entry, Lookups lookups, CancellationToken cancellationToken)
    {
        if (entry.Request is not { } request)
            throw new ProblemException(422, "invalid_request", "This entry is null.") { Errors = [new ProblemError("", "This entry is null.")] };
        var space = caller.SpaceToWrite(request.Team);
        return new Order(space, await one.PrepareAsync(await reader.ReadAsync(request, lookups, cancellationToken), lookups, cancellationToken));
    }

    private async Task<BatchOutcome> AcceptAsync(int index, Order order, IdempotencyRecord record, CancellationToken cancellationToken)
    {
        var asked = order.Asked with { Batch = record.Batch, BatchIndex = index };
        return new BatchOutcome(index, await one.AcceptAsync(order.Space, asked, record, index, cancellationToken), Problem: null);
    }

    private async Task<IdempotencyRecord> RememberAsync(IdempotencyKey? key, int count, CancellationToken cancellationToken)
    {
        var record = new IdempotencyRecord
        {
            Id = key?.IdFor(caller.Owner, Endpoint) ?? "",
            Fingerprint = key?.Fingerprint ?? "",
            Batch = ids.New("bat_"),
            JobIds = [.. Enumerable.Range(0, count).Select(_ => ids.New("job_"))],
            CreatedAt = time.UnixMilliseconds(),
        };
        if (key is null || await keys.InsertAsync(record, cancellationToken) is not null)
            return record;
        // Null: the other request's record was purged between the two calls, so this one counts as the first.
        return Own(await keys.GetAsync(record.Id, cancellationToken), key) ?? record;
    }

    private static IdempotencyRecord? Own(Stored<IdempotencyRecord>? record, IdempotencyKey key) =>
        record is null || record.Body.Fingerprint == key.Fingerprint ? record?.Body : throw IdempotencyKey.Reused();

    /// <summary>Works on some entries at a time. One that fails has its outcome by that.</summary>
    private Task EachAsync(IEnumerable<BatchEntry> entries, BatchOutcome?[] outcomes, Func<BatchEntry, Task> work, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            entries,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (entry, _) =>
            {
                try
                {
                    await work(entry);
                }
                catch (Exception error) when (!cancellationToken.IsCancellationRequested)
                {
                    outcomes[entry.Index] = new BatchOutcome(entry.Index, Job: null, Problems.Of(error, logger).At(entry.Locate));
                }
            });

    /// <param name="Space">The user or the team that is to have the job.</param>
    private sealed record Order(string Space, Job Asked);
}
