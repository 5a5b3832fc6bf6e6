using ImageGen.Catalogue;
using ImageGen.Jobs.Changes;
using ImageGen.Jobs.Domain;
using ImageGen.Jobs.Inputs;
using ImageGen.Jobs.Quotas;
using ImageGen.Jobs.Templates;
using ImageGen.Persistence;
using ImageGen.ServiceDefaults.Callers;
using ImageGen.ServiceDefaults.Errors;

namespace ImageGen.Jobs.Create;

/// <summary>Accepts a job. What is accepted here survives anything: its command is in the document that this writes.</summary>
internal sealed class CreateJobHandler(
    IDocuments<Job> jobs, IdempotencyRecords keys, InputResolver inputs, JobChanges changes, Reservations reservations, TemplateUses uses,
    ICaller caller, FreeSpace space, TimeProvider time)
{
    public const string Endpoint = "POST /api/v1/jobs";

    private const int MostIds = 3;

    /// <summary>What was accepted once is accepted for good, whatever has become of its model, its pictures or our rules since.</summary>
    /// <returns>Null where the key is new.</returns>
    /// <exception cref="ProblemException">422, where the key belongs to another request.</exception>
    public async Task<CreatedJob?> ReplayAsync(IdempotencyKey? key, CancellationToken cancellationToken) =>
        // Absent where its process died between the key and the job: whoever repeats the request finishes it.
        await keys.FindAsync(key, Endpoint, cancellationToken) is { } record
        && await jobs.GetAsync(record.JobIds[0], cancellationToken) is { Body: { IsVoid: false } job } ? new CreatedJob(job, Replayed: true) : null;

    /// <param name="owner">The user or the team that is to have the job.</param>
    /// <param name="order">What is asked for, and the model that it is for.</param>
    /// <param name="lookups">What the request has looked up already.</param>
    /// <param name="key">Null where the request has none.</param>
    /// <param name="cancellationToken">The caller is gone.</param>
    /// <exception cref="ProblemException">422, where the key belongs to another request, or a picture it names will not do; 402 or 429, where a limit is reached.</exception>
    /// <exception cref="DocumentStoreFullException">There is too little room on the disk to begin anything.</exception>
    public async Task<CreatedJob> HandleAsync(
        string owner, (Job Asked, ModelProfile Model) order, Lookups lookups, IdempotencyKey? key, CancellationToken cancellationToken)
    {
        var asked = await PrepareAsync(order, lookups, cancellationToken);
        var (record, replayed) = await keys.RememberAsync(key, Endpoint, count: 1, batch: null, cancellationToken);
        return new CreatedJob(await AcceptAsync(record, index: 0, owner, asked, cancellationToken), replayed);
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

    /// <summary>Accepts one of the jobs that the record has ids for. Where there is one of its id already, it is that.</summary>
    /// <param name="record">Of the request's key.</param>
    /// <param name="index">Which of its ids.</param>
    /// <param name="owner">The user or the team that is to have the job.</param>
    /// <param name="asked">As <see cref="PrepareAsync"/> has made it.</param>
    /// <param name="cancellationToken">The caller is gone.</param>
    /// <exception cref="ProblemException">402 or 429, where a limit is reached.</exception>
    public async Task<Job> AcceptAsync(IdempotencyRecord record, int index, string owner, Job asked, CancellationToken cancellationToken)
    {
        for (var round = 0; round < MostIds; round++)
        {
            if (await TryAcceptAsync(record.JobIds[index], owner, asked, cancellationToken) is { } job)
                return job;
            record = await keys.RenewAsync(record, index, cancellationToken);
        }

        throw new DocumentContendedException("a new job", MostIds);
    }

    /// <returns>Null where the id is void.</returns>
    private async Task<Job?> TryAcceptAsync(string id, string owner, Job asked, CancellationToken cancellationToken)
    {
        var job = await reservations.TakeAsync(JobRules.Accept(asked, id, owner, time.UnixMilliseconds()), taken: null);
        if (await changes.TryInsertAsync(job, cancellationToken) is { } accepted)
        {
            if (accepted.TemplateId is { } template)
                uses.Note(template);
            return accepted;
        }

        // Another process has accepted it for the same key, and took room itself.
        await reservations.GiveUpAsync(job);
        return (await jobs.GetAsync(id, cancellationToken))?.Body is { } first
            ? first.IsVoid ? null : first
            : throw new InvalidOperationException($"{id} is taken and can not be read.");
    }
}

/// <param name="Replayed">The same request came before, with the same key.</param>
internal sealed record CreatedJob(Job Job, bool Replayed);
