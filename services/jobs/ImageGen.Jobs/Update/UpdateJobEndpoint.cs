using ImageGen.Contracts;
using ImageGen.Jobs.Audit;
using ImageGen.Jobs.Domain;
using ImageGen.Jobs.Get;
using ImageGen.Jobs.Inputs;
using ImageGen.Jobs.Labels;
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
        var errors = new RequestErrors();
        TitleAndTags.Check(request.Title, request.Tags ?? [], errors);
        errors.ThrowIfAny();
        var job = await own.ChangeAsync(
            id,
            (seen, now) => JobRules.Label(TrashProblems.RequireKept(seen), Labels(seen, request), now),
            AuditActions.JobChanged,
            Details(request),
            cancellationToken);
        return TypedResults.Ok(await answer.ShowAsync(job, http, cancellationToken));
    }

    private static IReadOnlyDictionary<string, string> Details(UpdateJobRequest request) => AuditDetails.Given(new Dictionary<string, string?>
    {
        ["title"] = request.HasTitle ? request.Title ?? "" : null,
        ["tags"] = request.HasTags ? string.Join(", ", request.Tags ?? []) : null,
        ["favorite"] = request.HasFavorite ? request.Favorite == true ? "true" : "false" : null,
    });

    private static JobLabels Labels(Job job, UpdateJobRequest request) => new(
        request.HasTitle ? request.Title : job.Title,
        request.HasTags ? request.Tags ?? [] : job.Tags,
        request.HasFavorite ? request.Favorite == true : job.Favorite);
}
