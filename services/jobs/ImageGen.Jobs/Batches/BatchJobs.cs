using ImageGen.Catalogue;
using ImageGen.Contracts;
using ImageGen.Jobs.Audit;
using ImageGen.Jobs.Changes;
using ImageGen.Jobs.Domain;
using ImageGen.Persistence;
using ImageGen.ServiceDefaults.Callers;
using ImageGen.ServiceDefaults.Errors;

namespace ImageGen.Jobs.Batches;

/// <summary>The jobs of a batch, of those that the caller sees. A batch is its jobs and nothing else; another's is as unknown as one that never was.</summary>
internal sealed class BatchJobs(IDocuments<Job> jobs, JobChanges changes, JobAudit audit, ICaller caller)
{
    /// <summary>Jobs that are canceled at once: the store has others to serve as well.</summary>
    private const int AtOnce = 8;

    /// <returns>In the order of the batch, those in the trash too.</returns>
    /// <exception cref="ProblemException">404.</exception>
    public async Task<IReadOnlyList<Job>> GetAsync(string id, CancellationToken cancellationToken)
    {
        var page = await jobs.PageAsync(
            new PageQuery { OrderBy = JobFields.CreatedAt, Where = [new(JobFields.Terms, JobTerms.OfBatch(id))], Limit = 2 * BatchRules.Most }, cancellationToken);
        var own = page.Items.Select(item => item.Body).Where(job => job.Batch == id && caller.MayRead(job.Owner)).OrderBy(job => job.BatchIndex).ToList();
        return own.Count > 0 ? own : throw BatchProblems.NotFound();
    }

    /// <summary>Cancels those that are open, whatever becomes of them meanwhile.</summary>
    /// <returns>All of them, as they are now.</returns>
    /// <exception cref="ProblemException">404; 403 where the caller only looks on.</exception>
    public async Task<IReadOnlyList<Job>> CancelAsync(string id, CancellationToken cancellationToken)
    {
        var own = (await GetAsync(id, cancellationToken)).ToArray();
        if (!own.Any(job => caller.MayWrite(job.Owner)))
            throw ProblemException.Of(403, ErrorCodes.NotPermitted);
        var open = own.Index().Where(entry => !entry.Item.Ended && caller.MayWrite(entry.Item.Owner));
        await Parallel.ForEachAsync(
            open,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (entry, stop) => own[entry.Index] = await changes.ChangeAsync(
                entry.Item.Id, audit.Recorded(entry.Item.Id, JobRules.Cancel, new Deed(AuditActions.JobCanceled)), stop) ?? entry.Item);
        return own;
    }
}
