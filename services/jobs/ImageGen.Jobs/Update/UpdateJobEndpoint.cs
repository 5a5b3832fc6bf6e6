using ImageGen.Contracts;
using ImageGen.Jobs.Audit;
using ImageGen.Jobs.Domain;
using ImageGen.Jobs.Get;
using ImageGen.Jobs.Trash;
using ImageGen.Jobs.Views;
using ImageGen.ServiceDefaults.Callers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace ImageGen.Jobs.Update;

internal static class UpdateJobEndpoint
{
    public static void Map(IEndpointRouteBuilder jobs) => jobs.MapPatch("{id}", HandleAsync)
        .RequireScope(Scopes.JobsWrite)
        .WithName("updateJob")
        .WithSummary("Change the title, the tags or the mark of a favorite")
        .WithDescription("A JSON merge patch, sent as application/merge-patch+json or application/json. What it changes raises the job's version and goes out on the event stream; one that changes nothing does neither.")
        .Accepts<UpdateJobRequest>("application/merge-patch+json", "application/json")
        .ProducesProblems(400, 401, 403, 404, 409, 413, 415, 422, 503);

    private static async Task<Ok<JobResponse>> HandleAsync(
        string id, UpdateJobRequest request, HttpContext http, OwnJobs own, JobAnswer answer, CancellationToken cancellationToken)
    {
        request.Check();
        var job = await own.ChangeAsync(
            id,
            (seen, now) => JobRules.Label(TrashProblems.RequireKept(seen), request.ApplyTo(new JobLabels(seen.Title, seen.Tags, seen.Favorite)), now),
            new Deed(AuditActions.JobChanged, request.Given()),
            cancellationToken);
        return TypedResults.Ok(await answer.ShowAsync(job, http, cancellationToken));
    }
}
