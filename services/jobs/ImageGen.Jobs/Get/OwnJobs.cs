using ImageGen.Jobs.Changes;
using ImageGen.Jobs.Domain;
using ImageGen.Persistence;
using ImageGen.ServiceDefaults.Callers;
using ImageGen.ServiceDefaults.Errors;

namespace ImageGen.Jobs.Get;

/// <summary>The caller's own jobs; another's is as unknown as one that never was.</summary>
internal sealed class OwnJobs(IDocuments<Job> jobs, JobChanges changes, ICaller caller)
{
    /// <exception cref="ProblemException">404; 500 where this version can not read it.</exception>
    public async Task<Job> GetAsync(string id, CancellationToken cancellationToken) =>
        await jobs.FindAsync(id, cancellationToken) is { } job && job.Owner == caller.Owner
            ? job
            : throw NotFound();

    /// <param name="rule">As <see cref="JobChanges.ChangeAsync"/> takes it.</param>
    /// <returns>The job as it is now.</returns>
    /// <exception cref="ProblemException">404; what the rule throws; 500 where this version can not read it.</exception>
    public async Task<Job> ChangeAsync(string id, Func<Job, long, Job> rule, CancellationToken cancellationToken)
    {
        await GetAsync(id, cancellationToken);
        return await changes.ChangeAsync(id, rule, cancellationToken) ?? throw NotFound();
    }

    public static ProblemException NotFound() => new(404, "job_not_found", "There is no such job.");
}
