using ImageGen.Contracts;
using ImageGen.Jobs.Audit;
using ImageGen.Jobs.Domain;
using ImageGen.Jobs.Get;
using ImageGen.Jobs.Views;
using ImageGen.ServiceDefaults.Callers;
using ImageGen.ServiceDefaults.Errors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace ImageGen.Jobs.Cancel;

internal static class CancelJobEndpoint
{
    public static void Map(IEndpointRouteBuilder jobs) => jobs.MapPost("{id}/cancel", HandleAsync)
        .RequireScope(Scopes.JobsWrite)
        .WithName("cancelJob")
        .WithSummary("Cancel a job, or close one whose outcome is unknown")
        .WithDescription("What was not submitted yet is stopped; what was submitted goes on at the provider, and its picture still arrives. 'cancellation' of the job says later what it came to.")
        .ProducesProblems(401, 403, 404, 409, 503);

    private static async Task<Accepted<JobResponse>> HandleAsync(
        string id, HttpContext http, OwnJobs own, JobAnswer answer, CancellationToken cancellationToken)
    {
        var job = await own.ChangeAsync(
            id, (seen, now) => seen.Ended ? throw AlreadyEnded(seen) : JobRules.Cancel(seen, now), new Deed(AuditActions.JobCanceled), cancellationToken);
        return TypedResults.Accepted((string?)null, await answer.ShowAsync(job, http, cancellationToken));
    }

    private static ProblemException AlreadyEnded(Job job) =>
        new(409, "job_ended", $"The job has already ended: it is {JobFields.NameOf(job.Status)}.");
}
