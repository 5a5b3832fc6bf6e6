using ImageGen.Contracts;
using ImageGen.Jobs.Audit;
using ImageGen.Jobs.Domain;
using ImageGen.Jobs.Get;
using ImageGen.Jobs.Views;
using ImageGen.ServiceDefaults.Callers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace ImageGen.Jobs.Trash;

internal static class RestoreJobEndpoint
{
    public static void Map(IEndpointRouteBuilder jobs) => jobs.MapPost("{id}/restore", HandleAsync)
        .RequireScope(Scopes.JobsWrite)
        .WithName("restoreJob")
        .WithSummary("Take a job out of the trash")
        .WithDescription("Brings it back as it was, pictures and labels with it. One that is not in the trash stays as it is.")
        .ProducesProblems(401, 403, 404, 503);

    private static async Task<Ok<JobResponse>> HandleAsync(
        string id, HttpContext http, OwnJobs own, JobAnswer answer, CancellationToken cancellationToken)
    {
        var job = await own.ChangeAsync(id, JobRules.Restore, new Deed(AuditActions.JobRestored), cancellationToken);
        return TypedResults.Ok(await answer.ShowAsync(job, http, cancellationToken));
    }
}
