using ImageGen.Jobs.OpenApi;
using ImageGen.Jobs.Views;
using ImageGen.ServiceDefaults.Callers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace ImageGen.Jobs.Get;

internal static class GetJobEndpoint
{
    public static void Map(IEndpointRouteBuilder jobs) => jobs.MapGet("{id}", HandleAsync)
        .RequireScope(Scopes.JobsRead)
        .WithName("getJob")
        .WithSummary("One job")
        .WithDescription("With If-None-Match: 304 while nothing has changed. Retry-After says how soon to ask again while the job is open.")
        .Produces(StatusCodes.Status304NotModified).ProducesProblems(401, 403, 404)
        .WithHeader("If-None-Match", "The ETag of the answer before.");

    private static async Task<Results<Ok<JobResponse>, StatusCodeHttpResult>> HandleAsync(
        string id, HttpContext http, OwnJobs own, JobAnswer answer, CancellationToken cancellationToken)
    {
        var shown = await answer.ShowAsync(await own.GetAsync(id, cancellationToken), http, cancellationToken);
        return IsKnown(http) ? TypedResults.StatusCode(StatusCodes.Status304NotModified) : TypedResults.Ok(shown);
    }

    private static bool IsKnown(HttpContext http)
    {
        var etag = EntityTagHeaderValue.Parse(http.Response.Headers.ETag.ToString());
        return EntityTagHeaderValue.TryParseList(http.Request.Headers.IfNoneMatch, out var known)
            && known.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(etag, useStrongComparison: false));
    }
}
