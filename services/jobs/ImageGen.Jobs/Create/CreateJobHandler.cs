using ImageGen.Catalogue;
using ImageGen.Jobs.Audit;
using ImageGen.Jobs.Changes;
using ImageGen.Jobs.Domain;
using ImageGen.Jobs.Inputs;
using ImageGen.Jobs.Quotas;
using ImageGen.Jobs.Templates;
using ImageGen.Persistence;
using ImageGen.ServiceDefaults.Callers;
using ImageGen.ServiceDefaults.Errors;
using Microsoft.Extensions.Options;

namespace ImageGen.Jobs.Create;

/// <summary>Accepts a job. What is accepted here survives anything: its command is in the document that this writes.</summary>
internal sealed class CreateJobHandler(
    IDocuments<Job> jobs, IDocuments<IdempotencyRecord> keys, InputResolver inputs, JobChanges changes, JobAudit audit, Reservations reservations,
    ICaller caller, DocumentIds ids, FreeSpace space, TemplateUses uses, IOptions<ReviewOptions> review, TimeProvider time)
{
    public const string Endpoint = "POST /api/v1/jobs";

    private const int MostIds = 3;

    /// <summary>What was accepted once is accepted for good, whatever has become of its model, its pictures or our rules since.</summary>
    /// <returns>Null where the key is new.</returns>
    /// <exception cref="ProblemException">422, where the key belongs to another request; 410, where its job has gone for good.</exception>
    public async Task<CreatedJob?> ReplayAsync(IdempotencyKey? key, CancellationToken cancellationToken)
    {
        if (key is null || await keys.GetAsync(key.IdFor(caller.Owner, Endpoint), cancellationToken) is not { Body: var record })
            return null;
        if (record.Fingerprint != key.Fingerprint)
            throw IdempotencyKey.Reused();
        // Absent where its process died between the key and the job: whoever repeats the request finishes it.
        return await jobs.GetAsync(record.JobIds[0], cancellationToken) is { Body: { IsVoid: false } job } ? new CreatedJob(Kept(job), Replayed: true) : null;
    }

    /// <summary>Who repeats the request of a job that has gone for good wants no other one: it would be paid once more.</summary>
    /// <exception cref="ProblemException">410.</exception>
    private static Job Kept(Job job) => job.Purge is null ? job : throw ProblemException.Of(410, ErrorCodes.JobPurged);

    /// <param name="owner">The user or the team that is to have the job.</param>
    /// <param name="order">What is asked for, and the model that it is for.</param>
    /// <param name="key">Null where the request has none.</param>
    /// <param name="cancellationToken">The caller is gone.</param>
    /// <exception cref="ProblemException">422, where the key belongs to another request, or a picture it names will not do; 402 or 429, where a limit is reached.</exception>
    /// <exception cref="DocumentStoreFullException">There is too little room on the disk to begin anything.</exception>
    public async Task<CreatedJob> HandleAsync(
        string owner, (Job Asked, ModelProfile Model) order, IdempotencyKey? key, CancellationToken cancellationToken)
    {
        var asked = await PrepareAsync(order, new Lookups(), cancellationToken);
        var (record, replayed) = await RememberAsync(key, cancellationToken);
        return new CreatedJob(await AcceptAsync(owner, asked, record, place: 0, cancellationToken), replayed);
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

    /// <param name="owner">The user or the team that is to have the job.</param>
    /// <param name="asked">As <see cref="PrepareAsync"/> has given it.</param>
    /// <param name="record">Holds the id that was drawn for it. Where that is taken, it is the job that there is.</param>
    /// <param name="place">Of the id in the record.</param>
    /// <param name="cancellationToken">The caller is gone.</param>
    /// <exception cref="ProblemException">402 or 429, where a limit is reached.</exception>
    public async Task<Job> AcceptAsync(string owner, Job asked, IdempotencyRecord record, int place, CancellationToken cancellationToken)
    {
        asked = asked with { HeldFor = JobRules.HeldFor(review.Value.Whose, owner, caller.Owner, caller.IsReviewed) };
        for (var round = 0; round < MostIds; round++)
        {
            if (await TryAcceptAsync(record.JobIds[place], owner, asked, cancellationToken) is { } job)
                return job;
            record = await RenewAsync(record, place, cancellationToken);
        }

        throw new DocumentContendedException("a new job", MostIds);
    }

    /// <param name="key">Null where the request has none: then nothing is written.</param>
    /// <exception cref="ProblemException">422, where the key belongs to another request.</exception>
    private async Task<(IdempotencyRecord Record, bool Replayed)> RememberAsync(IdempotencyKey? key, CancellationToken cancellationToken)
    {
        var record = new IdempotencyRecord
        {
            Id = key?.IdFor(caller.Owner, Endpoint) ?? "",
            Fingerprint = key?.Fingerprint ?? "",
            JobIds = [ids.New("job_")],
            CreatedAt = time.UnixMilliseconds(),
        };
        // Null twice: the other request's record was purged between the two calls, so this one counts as the first.
        if (key is null || await keys.InsertAsync(record, cancellationToken) is not null || await keys.GetAsync(record.Id, cancellationToken) is not { Body: var known })
            return (record, false);
        return known.Fingerprint == key.Fingerprint ? (known, true) : throw IdempotencyKey.Reused();
    }

    /// <summary>The id was taken from us because we were too slow; whoever repeats the request takes the new one.</summary>
    private async Task<IdempotencyRecord> RenewAsync(IdempotencyRecord record, int place, CancellationToken cancellationToken)
    {
        var next = ids.New("job_");
        return (await keys.ChangeAsync(record.Id, seen => seen.JobIds[place] == record.JobIds[place] ? With(seen) : seen, cancellationToken)).Now?.Body ?? With(record);

        IdempotencyRecord With(IdempotencyRecord other) => other with { JobIds = [.. other.JobIds.Select((id, index) => index == place ? next : id)] };
    }

    /// <returns>Null where the id is void.</returns>
    private async Task<Job?> TryAcceptAsync(string id, string owner, Job asked, CancellationToken cancellationToken)
    {
        var job = await reservations.TakeAsync(audit.Created(JobRules.Accept(asked, id, owner, time.UnixMilliseconds())), taken: null);
        if (await changes.TryInsertAsync(job, cancellationToken) is { } accepted)
        {
            if (accepted.TemplateId is { } template)
                uses.Note(template);
            return accepted;
        }

        // Another process has accepted it for the same key, and took room itself.
        await reservations.GiveUpAsync(job);
        return (await jobs.GetAsync(id, cancellationToken))?.Body is { } first
            ? first.IsVoid ? null : Kept(first)
            : throw new InvalidOperationException($"{id} is taken and can not be read.");
    }
}

/// <param name="Replayed">The same request came before, with the same key.</param>
internal sealed record CreatedJob(Job Job, bool Replayed);
