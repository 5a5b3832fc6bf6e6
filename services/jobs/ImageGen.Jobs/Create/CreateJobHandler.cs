using ImageGen.Persistence;
using ImageGen.ServiceDefaults;

namespace ImageGen.Jobs;

/// <summary>Accepts a job. What is accepted here survives anything: its command is in the document that this writes.</summary>
internal sealed class CreateJobHandler(
    IDocuments<Job> jobs, IDocuments<IdempotencyRecord> keys, InputResolver inputs, JobChanges changes, DocumentIds ids, TimeProvider time)
{
    public const string Endpoint = "POST /api/v1/jobs";

    /// <exception cref="ProblemException">422, where the key belongs to another request, or a picture it names will not do.</exception>
    public async Task<CreatedJob> HandleAsync(string owner, NewJob order, IdempotencyKey? key, CancellationToken cancellationToken)
    {
        if (order.NamesPictures)
        {
            // What was accepted once is accepted for good, even if a picture has expired meanwhile.
            if (await ReplayAsync(owner, key, cancellationToken) is { } known)
                return known;
            order = await inputs.ResolveAsync(owner, order, cancellationToken);
        }
        var id = ids.New("job_");
        if (key is null)
            return new CreatedJob(await AcceptAsync(id, owner, order, cancellationToken), Replayed: false);
        var (record, replayed) = await RememberAsync(key, id, owner, cancellationToken);
        if (record.Fingerprint != key.Fingerprint)
        {
            throw new ProblemException(
                422, "idempotency_key_reused", "This Idempotency-Key was used for a request with another content. Use a new key for a new request.");
        }
        return new CreatedJob(await AcceptAsync(record.JobIds[0], owner, order, cancellationToken), replayed);
    }

    private async Task<CreatedJob?> ReplayAsync(string owner, IdempotencyKey? key, CancellationToken cancellationToken) =>
        key is not null
        && await keys.GetAsync(key.IdFor(owner, Endpoint), cancellationToken) is { Body: var record }
        && record.Fingerprint == key.Fingerprint
        && await jobs.GetAsync(record.JobIds[0], cancellationToken) is { Body: var job }
            ? new CreatedJob(job, Replayed: true)
            : null;

    private async Task<(IdempotencyRecord Record, bool Replayed)> RememberAsync(IdempotencyKey key, string jobId, string owner, CancellationToken cancellationToken)
    {
        var record = new IdempotencyRecord
        {
            Id = key.IdFor(owner, Endpoint),
            Fingerprint = key.Fingerprint,
            JobIds = [jobId],
            CreatedAt = time.GetUtcNow().ToUnixTimeMilliseconds(),
        };
        if (await keys.InsertAsync(record, cancellationToken) is not null)
            return (record, false);
        // Purged between the two calls: then nobody remembers the first request any more.
        return await keys.GetAsync(record.Id, cancellationToken) is { } known ? (known.Body, true) : (record, false);
    }

    private async Task<Job> AcceptAsync(string id, string owner, NewJob order, CancellationToken cancellationToken)
    {
        var job = JobRules.Accept(order, id, owner, time.GetUtcNow().ToUnixTimeMilliseconds());
        return await changes.TryInsertAsync(job, cancellationToken)
            ?? (await jobs.GetAsync(id, cancellationToken))?.Body
            ?? throw new InvalidOperationException($"{id} is taken and can not be read.");
    }
}

/// <param name="Replayed">The same request came before, with the same key.</param>
internal sealed record CreatedJob(Job Job, bool Replayed);
