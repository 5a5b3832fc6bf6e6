using ImageGen.Contracts;
using ImageGen.Jobs.Audit;
using ImageGen.Jobs.Create;
using ImageGen.Jobs.Domain;
using ImageGen.Jobs.Get;
using ImageGen.Jobs.Models;
using ImageGen.Jobs.OpenApi;
using ImageGen.Jobs.Trash;
using ImageGen.Jobs.Views;
using ImageGen.Persistence;
using ImageGen.ServiceDefaults.Callers;
using ImageGen.ServiceDefaults.Errors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace ImageGen.Jobs.Retry;

internal static class RetryJobEndpoint
{
    public static void Map(IEndpointRouteBuilder jobs) => jobs.MapPost("{id}/retry", HandleAsync)
        .RequireScope(Scopes.JobsWrite)
        .WithName("retryJob")
        .WithSummary("Ask again for the missing pictures")
        .WithDescription("Opens a new attempt for the places of retry.places. What is still being made or stored is left alone. Where places may be charged twice, accept_possible_charge must be true. With an Idempotency-Key, or with attempt, the same request never opens a second attempt.")
        .ProducesProblems(400, 401, 403, 404, 409, 422, 503, 507)
        .WithHeader("Idempotency-Key", "1 to 255 visible characters, quoted or bare: the same key and content never open a second attempt.");

    private static async Task<Accepted<JobResponse>> HandleAsync(
        string id, RetryJobRequest? request, HttpContext http, ICaller caller, OwnJobs own, JobAnswer answer, FreeSpace space,
        CancellationToken cancellationToken)
    {
        request ??= new RetryJobRequest();
        var header = IdempotencyKey.Of(http.Request, request);
        var key = header is null ? null : new AttemptKey(header.IdFor(caller.Owner, $"POST /api/v1/jobs/{id}/retry"), header.Fingerprint);
        var replayed = false;
        var job = await own.ChangeAsync(
            id,
            (seen, now) =>
            {
                replayed = IsReplay(seen, key);
                if (replayed)
                    return seen;
                caller.RequireModel(seen.Request.Model);
                space.Require();
                return Retry(TrashProblems.RequireKept(seen), request, key, now);
            },
            new Deed(AuditActions.JobRetried, Details(request)),
            cancellationToken);
        if (replayed)
            http.Response.Headers["Idempotency-Replayed"] = "true";
        return TypedResults.Accepted((string?)null, await answer.ShowAsync(job, http, cancellationToken));
    }

    private static IReadOnlyDictionary<string, string> Details(RetryJobRequest request) => AuditDetails.Given(new Dictionary<string, string?>
    {
        ["accept_possible_charge"] = request.AcceptPossibleCharge ? "true" : null,
        ["possible_charge"] = request.PossibleCharge is { } places ? string.Join(' ', places) : null,
    });

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
        return JobRules.RefusalOfRetry(job, accepted) is { } refusal ? throw Problem(job, refusal, plan) : JobRules.Retry(job, accepted, now, key);
    }

    private static ProblemException Problem(Job job, RetryRefusal refusal, RetryPlan plan) => refusal switch
    {
        RetryRefusal.StillOpen => new ProblemException(409, "job_open", $"The job has not ended: it is {JobFields.NameOf(job.Status)}."),
        RetryRefusal.NothingMissing => new ProblemException(409, "nothing_missing", "Every picture of this job is there."),
        RetryRefusal.PicturesArriving => new ProblemException(
            409, "pictures_arriving", "All pictures that are missing are still being made or stored, and come by themselves.")
        {
            Retryable = true,
            RetryAfter = TimeSpan.FromSeconds(5),
            Places = [.. plan.Awaits.Select(place => place.Index)],
        },
        _ => new ProblemException(
            409,
            "possible_charge",
            $"Earlier submissions for {plan.PossibleCharge.Count} of the pictures that are missing may still come or be billed, so these may be charged twice. Send {{\"accept_possible_charge\": true}} to retry all the same.")
        {
            Places = plan.PossibleCharge,
        },
    };
}
