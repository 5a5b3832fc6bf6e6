using System.ComponentModel;
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

namespace ImageGen.Jobs.Trash;

internal static class DeleteJobEndpoint
{
    public static void Map(IEndpointRouteBuilder jobs) => jobs.MapDelete("{id}", HandleAsync)
        .RequireScope(Scopes.JobsWrite)
        .WithName("deleteJob")
        .WithSummary("Throw a job away")
        .WithDescription("Puts a job that has ended into the trash: it is in no list but that of deleted=true, still answers by its id, with deleted_at, and can be restored as it was. One that is there already stays as it is. With permanent=true it goes for good, with all its pictures: at once nobody finds it any more, and its files are deleted within the hour, later where something of it is still on its way or another job that has not ended builds on one of its pictures. What it has cost stays in the bill.")
        .Produces(StatusCodes.Status204NoContent)
        .ProducesProblems(400, 401, 403, 404, 409, 503);

    private static async Task<Results<Ok<JobResponse>, NoContent>> HandleAsync(
        string id, [Description(ForGood.Description)] string? permanent, HttpContext http, OwnJobs own, JobAnswer answer, CancellationToken cancellationToken)
    {
        if (ForGood.Read(permanent))
        {
            await own.ChangeAsync(
                id, (seen, now) => seen.Ended ? JobRules.Purge(seen, now) : throw StillOpen(seen), new Deed(AuditActions.JobPurged), cancellationToken);
            return TypedResults.NoContent();
        }

        var job = await own.ChangeAsync(
            id, (seen, now) => seen.Ended ? JobRules.Delete(seen, now) : throw StillOpen(seen), new Deed(AuditActions.JobDeleted), cancellationToken);
        return TypedResults.Ok(await answer.ShowAsync(job, http, cancellationToken));
    }

    private static ProblemException StillOpen(Job job) =>
        new(409, "job_open", $"The job has not ended: it is {JobFields.NameOf(job.Status)}. Cancel it first.");
}
