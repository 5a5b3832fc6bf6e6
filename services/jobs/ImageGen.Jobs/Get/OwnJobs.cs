using ImageGen.Catalogue;
using ImageGen.Jobs.Audit;
using ImageGen.Jobs.Changes;
using ImageGen.Jobs.Domain;
using ImageGen.Persistence;
using ImageGen.ServiceDefaults.Callers;
using ImageGen.ServiceDefaults.Errors;

namespace ImageGen.Jobs.Get;

/// <summary>The jobs of the caller and the caller's teams; another's is as unknown as one that never was.</summary>
internal sealed class OwnJobs(IDocuments<Job> jobs, JobChanges changes, JobAudit audit, ICaller caller)
{
    /// <exception cref="ProblemException">404; 500 where this version can not read it.</exception>
    public async Task<Job> GetAsync(string id, CancellationToken cancellationToken) =>
        await FindAsync(id, cancellationToken) ?? throw NotFound();

    /// <returns>Null where the caller sees no such job.</returns>
    /// <exception cref="ProblemException">500 where this version can not read it.</exception>
    public async Task<Job?> FindAsync(string id, CancellationToken cancellationToken) =>
        await jobs.FindAsync(id, cancellationToken) is { } job && caller.MayRead(job.Owner) ? job : null;

    /// <param name="id">Of the job.</param>
    /// <param name="rule">As <see cref="JobChanges.ChangeAsync"/> takes it.</param>
    /// <param name="deed">What is put on record of it.</param>
    /// <param name="cancellationToken">The caller is gone.</param>
    /// <returns>The job as it is now.</returns>
    /// <exception cref="ProblemException">404; 403 where the caller only looks on; what the rule throws; 500 where this version can not read it.</exception>
    public async Task<Job> ChangeAsync(string id, Func<Job, long, Job> rule, Deed deed, CancellationToken cancellationToken)
    {
        await RequireWritableAsync(id, cancellationToken);
        // It may have gone for good in between.
        return await changes.ChangeAsync(
            id, audit.Recorded(id, (seen, now) => seen.IsThere ? rule(seen, now) : throw NotFound(), deed), cancellationToken) ?? throw NotFound();
    }

    /// <exception cref="ProblemException">404; 403 where the caller only looks on; 500 where this version can not read it.</exception>
    public async Task RequireWritableAsync(string id, CancellationToken cancellationToken)
    {
        if (!caller.MayWrite((await GetAsync(id, cancellationToken)).Owner))
            throw ProblemException.Of(403, ErrorCodes.NotPermitted);
    }

    public static ProblemException NotFound() => new(404, "job_not_found", "There is no such job.");
}
