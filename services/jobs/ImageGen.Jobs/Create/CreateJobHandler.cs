using ImageGen.Catalogue;
using ImageGen.Jobs.Audit;
using ImageGen.Jobs.Changes;
using ImageGen.Jobs.Domain;
using ImageGen.Jobs.Inputs;
using ImageGen.Jobs.Templates;
using ImageGen.Persistence;
using ImageGen.ServiceDefaults.Callers;
using ImageGen.ServiceDefaults.Errors;

namespace ImageGen.Jobs.Create;

/// <summary>Accepts a job. What is accepted here survives anything: its command is in the document that this writes.</summary>
internal sealed class CreateJobHandler(
    IDocuments<Job> jobs, IDocuments<IdempotencyRecord> keys, InputResolver inputs, JobChanges changes, JobAudit audit, ICaller caller, DocumentIds ids,
    FreeSpace space, TemplateUses uses, TimeProvider time)
{
    public const string Endpoint = "POST /api/v1/jobs";

    /// <summary>What was accepted once is accepted for good, whatever has become of its model, its pictures or our rules since.</summary>
    /// <returns>Null where the key is new.</returns>
    /// <exception cref="ProblemException">422, where the key belongs to another request.</exception>
    public async Task<CreatedJob?> ReplayAsync(IdempotencyKey? key, CancellationToken cancellationToken)
    {
        if (key is null || await keys.GetAsync(key.IdFor(caller.Owner, Endpoint), cancellationToken) is not { Body: var record })
            return null;
        if (record.Fingerprint != key.Fingerprint)
            throw IdempotencyKey.Reused();
        // Absent where its process died between the key and the job: whoever repeats the request finishes it.
        return await jobs.GetAsync(record.JobIds[0], cancellationToken) is { Body: var job } ? new CreatedJob(job, Replayed: true) : null;
    }

    /// <param name="owner">The user or the team that is to have the job.</param>
    /// <param name="order">What is asked for, and the model that it is for.</param>
    /// <param name="key">Null where the request has none.</param>
    /// <param name="cancellationToken">The caller is gone.</param>
    /// <exception cref="ProblemException">422, where the key belongs to another request, or a picture it names will not do.</exception>
    /// <exception cref="DocumentStoreFullException">There is too little room on the disk to begin anything.</exception>
    public async Task<CreatedJob> HandleAsync(
        string owner, (Job Asked, ModelProfile Model) order, IdempotencyKey? key, CancellationToken cancellationToken)
    {
        var asked = await PrepareAsync(order, new Lookups(), cancellationToken);
        var id = ids.New("job_");
        if (key is null)
            return new CreatedJob(await AcceptAsync(id, owner, asked, cancellationToken), Replayed: false);
        var (record, replayed) = await RememberAsync(key, id, cancellationToken);
        if (record.Fingerprint != key.Fingerprint)
            throw IdempotencyKey.Reused();
        return new CreatedJob(await AcceptAsync(record.JobIds[0], owner, asked, cancellationToken), replayed);
    }

    /// <summary>Looks up what is asked for, before anything is written.</summary>
    /// <param name="order">What is asked for, and the model that it is for.</param>
    /// <param name="lookups">What the request has looked up already.</param>
    /// <param name="cancellationToken">The caller is gone.</param>
    /// <returns>What <see cref="AcceptAsync"/> takes.</returns>
    /// <exception cref="ProblemException">422, where a picture it names will not do.</exception>
    /// <exception cref="DocumentStoreFullException">There is too little room on the disk to begin anything.</exception>
    public async Task<Job> PrepareAsync((Job Asked, ModelProfile Model) order, Lookups lookups, CancellationToken cancellationToken)
    {
        space.Require();
        var request = await inputs.ResolveAsync(order.Asked.Request, order.Model, lookups.Pictures, cancellationToken);
        return order.Asked with { Request = request, CreatedBy = caller.Owner };
    }

    /// <param name="id">Drawn before: with an id that is taken it is the job that there is.</param>
    public async Task<Job> AcceptAsync(string id, string owner, Job asked, CancellationToken cancellationToken)
    {
        var job = audit.Created(JobRules.Accept(asked, id, owner, time.UnixMilliseconds()));
        if (await changes.TryInsertAsync(job, cancellationToken) is { } accepted)
        {
            if (accepted.TemplateId is { } template)
                uses.Note(template);
            return accepted;
        }

        return (await jobs.GetAsync(id, cancellationToken))?.Body ?? throw new InvalidOperationException($"{id} is taken and can not be read.");
    }

    private async Task<(IdempotencyRecord Record, bool Replayed)> RememberAsync(IdempotencyKey key, string jobId, CancellationToken cancellationToken)
    {
        var record = new IdempotencyRecord
        {
            Id = key.IdFor(caller.Owner, Endpoint),
            Fingerprint = key.Fingerprint,
            JobIds = [jobId],
            CreatedAt = time.UnixMilliseconds(),
        };
        if (await keys.InsertAsync(record, cancellationToken) is not null)
            return (record, false);
        // Null: the other request's record was purged between the two calls, so this one counts as the first.
        return await keys.GetAsync(record.Id, cancellationToken) is { } known ? (known.Body, true) : (record, false);
    }
}

/// <param name="Replayed">The same request came before, with the same key.</param>
internal sealed record CreatedJob(Job Job, bool Replayed);
