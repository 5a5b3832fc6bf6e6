using ImageGen.Auditing;
using ImageGen.Contracts;
using ImageGen.Jobs.Audit;
using ImageGen.Jobs.Changes;
using ImageGen.Jobs.Create;
using ImageGen.Jobs.Domain;
using ImageGen.Jobs.Get;
using ImageGen.Jobs.Models;
using ImageGen.Jobs.Quotas;
using ImageGen.Jobs.Trash;
using ImageGen.Persistence;
using ImageGen.ServiceDefaults.Callers;
using ImageGen.ServiceDefaults.Errors;

namespace ImageGen.Jobs.Retry;

/// <summary>Opens another attempt. Its room is taken before it is written, and again wherever somebody else was faster.</summary>
internal sealed class RetryJobHandler(
    OwnJobs own, IDocuments<Job> jobs, JobChanges changes, Reservations reservations, JobAudit audit, ICaller caller, FreeSpace space,
    TimeProvider time)
{
    /// <param name="key">Names the request, where it has a key.</param>
    /// <returns>The job as it is now, and whether the same request had come before.</returns>
    /// <exception cref="ProblemException">404, and whatever stands against a retry; 402 or 429, where a limit is reached.</exception>
    public async Task<(Job Job, bool Replayed)> HandleAsync(string id, RetryJobRequest request, AttemptKey? key, CancellationToken cancellationToken)
    {
        await own.RequireWritableAsync(id, cancellationToken);
        var recorded = audit.Recorded(id, new Deed(AuditActions.JobRetried, Details(request)));
        Job? prepared = null;
        for (var round = 0; round < DocumentChanges.MostRounds; round++)
        {
            var seen = await jobs.GetAsync(id, cancellationToken) is { Body.IsThere: true } found ? found : throw OwnJobs.NotFound();
            if (IsReplay(seen.Body, key))
            {
                await GiveUpAsync(prepared);
                return (seen.Body, Replayed: true);
            }

            var next = await PrepareAsync(seen.Body, job => recorded(Retry(job, request, key, time.UnixMilliseconds())), prepared);
            if (await changes.TryReplaceAsync(seen, next, cancellationToken) is { Body: var job })
                return (job, Replayed: false);
            prepared = next;
        }

        throw new DocumentContendedException(id, DocumentChanges.MostRounds);
    }

    /// <param name="retry">Opens the attempt.</param>
    /// <param name="before">With the room that was taken when somebody else was faster; null at first.</param>
    private async Task<Job> PrepareAsync(Job seen, Func<Job, Job> retry, Job? before)
    {
        Job next;
        try
        {
            caller.RequireModel(seen.Request.Model);
            space.Require();
            next = retry(TrashProblems.RequireKept(seen));
        }
        catch
        {
            await GiveUpAsync(before);
            throw;
        }

        var isTheSame = before is not null && before.Attempt == next.Attempt && before.Current.Indices.SequenceEqual(next.Current.Indices);
        if (!isTheSame)
            await GiveUpAsync(before);
        return await reservations.TakeAsync(next, isTheSame ? before!.Current.Booking : null);
    }

    private static IReadOnlyDictionary<string, string> Details(RetryJobRequest request) => EntryDetails.Given(new Dictionary<string, string?>
    {
        ["accept_possible_charge"] = request.AcceptPossibleCharge ? "true" : null,
        ["possible_charge"] = request.PossibleCharge is { } places ? string.Join(' ', places) : null,
    });

    private Task GiveUpAsync(Job? prepared) => prepared is null ? Task.CompletedTask : reservations.GiveUpAsync(prepared);

    private static bool IsReplay(Job job, AttemptKey? key)
    {
        var known = key is null ? null : job.Attempts.FirstOrDefault(attempt => attempt.OpenedBy?.Id == key.Id)?.OpenedBy;
        if (known is not null && known.Fingerprint != key!.Fingerprint)
            throw IdempotencyKey.Reused();
        return known is not null;
    }

    private static Job Retry(Job job, RetryJobRequest request, AttemptKey? key, long now)
    {
        if (request.Attempt is { } seen && seen != job.Attempt)
            throw new ProblemException(409, "attempt_changed", $"The job was retried meanwhile: its attempts are {job.Attempt}, not {seen}.");
        var plan = RetryPlan.Of(job);
        var accepted = request.Accepts(plan);
        return JobRules.RefusalOfRetry(job, accepted) is { } refusal ? throw RetryProblems.Of(job, refusal, plan) : JobRules.Retry(job, accepted, now, key);
    }
}
