using ImageGen.Contracts;
using ImageGen.Jobs.Audit;
using ImageGen.Jobs.Changes;
using ImageGen.Jobs.Domain;
using ImageGen.Persistence;
using ImageGen.ServiceDefaults.Callers;
using ImageGen.ServiceDefaults.Errors;

namespace ImageGen.Jobs.Get;

/// <summary>The caller's own jobs; another's is as unknown as one that never was.</summary>
internal sealed class OwnJobs(IDocuments<Job> jobs, JobChanges changes, JobAudit audit, ICaller caller)
{
    /// <exception cref="ProblemException">404; 500 where this version can not read it.</exception>
    public async Task<Job> GetAsync(string id, CancellationToken cancellationToken) =>
        await jobs.FindAsync(id, cancellationToken) is { } job && job.Owner == caller.Owner
            ? job
            : throw NotFound();

    /// <param name="id">Of the job.</param>
    /// <param name="rule">As <see cref="JobChanges.ChangeAsync"/> takes it.</param>
    /// <param name="action">What is on record of it: one of <see cref="AuditActions"/>.</param>
    /// <param name="details">With which parameters it was asked for.</param>
    /// <param name="cancellationToken">The caller is gone.</param>
    /// <returns>The job as it is now.</returns>
    /// <exception cref="ProblemException">404; what the rule throws; 500 where this version can not read it.</exception>
    public async Task<Job> ChangeAsync(
        string id, Func<Job, long, Job> rule, string action, IReadOnlyDictionary<string, string>? details, CancellationToken cancellationToken)
    {
        await GetAsync(id, cancellationToken);
        return await changes.ChangeAsync(id, audit.Recorded(id, rule, action, details), cancellationToken) ?? throw NotFound();
    }

    private static ProblemException NotFound() => new(404, "job_not_found", "There is no such job.");
}
