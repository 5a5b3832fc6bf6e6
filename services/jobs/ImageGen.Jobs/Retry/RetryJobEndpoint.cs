using System.ComponentModel;
using ImageGen.Persistence;
using ImageGen.ServiceDefaults;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace ImageGen.Jobs;

internal sealed record RetryJobRequest
{
    [Description("I know that a submission whose outcome is unknown may be billed beside this one.")]
    public bool AcceptPossibleCharge { get; init; }
}

internal static class RetryJobEndpoint
{
    public static void Map(IEndpointRouteBuilder jobs) => jobs.MapPost("{id}/retry", HandleAsync)
        .WithName("retryJob")
        .WithSummary("Ask again for the missing pictures")
        .WithDescription("Opens a new attempt of a job that ended without all its pictures. Where the outcome of an earlier submission is unknown, accept_possible_charge must be true.")
        .ProducesProblems(404, 409, 507);

    private static async Task<Accepted<JobResponse>> HandleAsync(
        string id, RetryJobRequest? request, HttpContext http, OwnJobs own, JobChanges changes, JobAnswer answer, FreeSpace space, CancellationToken cancellationToken)
    {
        var accepted = request?.AcceptPossibleCharge ?? false;
        await own.GetAsync(id, cancellationToken);
        space.Require();
        var job = await changes.ChangeAsync(
            id,
            (seen, now) => JobRules.RefusalOfRetry(seen, accepted) is { } refusal ? throw Problem(seen, refusal) : JobRules.Retry(seen, accepted, now),
            cancellationToken);
        return TypedResults.Accepted((string?)null, await answer.ShowAsync(job!, http, cancellationToken));
    }

    private static ProblemException Problem(Job job, RetryRefusal refusal) => refusal switch
    {
        RetryRefusal.StillOpen => new ProblemException(409, "job_open", $"The job has not ended: it is {JobModel.NameOf(job.Status)}."),
        RetryRefusal.NothingMissing => new ProblemException(409, "nothing_missing", "Every picture of this job is there."),
        RetryRefusal.PicturesArriving => new ProblemException(
            409, "pictures_arriving", "Pictures of this job are made and still being stored; retry when that is done.")
        { Retryable = true, RetryAfter = TimeSpan.FromSeconds(5) },
        _ => new ProblemException(
            409, "possible_charge", "A submission of this job has an unknown outcome and may be billed beside a new one. Send {\"accept_possible_charge\": true} to retry all the same."),
    };
}
