using System.ComponentModel;
using ImageGen.Catalogue;
using ImageGen.Jobs.Get;
using ImageGen.Jobs.Views;
using ImageGen.ServiceDefaults.Callers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ImageGen.Jobs.List;

internal static class ListJobsEndpoint
{
    public static void Map(IEndpointRouteBuilder jobs) => jobs.MapGet("", HandleAsync)
        .RequireScope(Scopes.JobsRead)
        .WithName("listJobs")
        .WithSummary("My jobs, or a team's, newest first")
        .WithDescription("Filters combine: a job is listed where all of them hold. Pages by cursor: jobs that are added meanwhile never shift a page. A cursor belongs to its filter; with another one it is refused (400).")
        .ProducesProblems(400, 401, 403, 404)
        .AddOpenApiOperationTransformer((operation, context, cancellationToken) => ListSchemas.DescribeAsync(operation, context, cancellationToken));

    private static async Task<Ok<JobPageResponse>> HandleAsync(
        [Description("1 to 100; 20 by default.")] string? limit,
        [Description("next_cursor of the page before, with the same filter.")] string? cursor,
        [Description("Only jobs with this status.")] string? status,
        [Description("Only jobs of this model.")] string? model,
        [Description("Only jobs with this tag, as it is written.")] string? tag,
        [Description("Only favorites, or only others.")] string? favorite,
        [Description("Only jobs of this batch.")] string? batch,
        [Description("Only jobs whose title or prompt (its first 500 characters) has all of these words: three letters or more, and Chinese, Japanese and Korean of any length, are found inside words too, fewer letters at their beginning. Case and width do not count.")] string? q,
        [FromQuery(Name = "created_after"), Description("RFC 3339; only jobs created after it.")] string? createdAfter,
        [FromQuery(Name = "created_before"), Description("RFC 3339; only jobs created before it.")] string? createdBefore,
        [Description("true lists the trash, and nothing else.")] string? deleted,
        [Description("Id of a team of yours: its jobs, and not your own.")] string? team,
        HttpContext http, ICaller caller, JobList list, QueueEstimator queue, CancellationToken cancellationToken)
    {
        var query = ListQuery.Read(
            new ListParameters(limit, cursor)
            {
                Status = status,
                Model = model,
                Tag = tag,
                Favorite = favorite,
                Batch = batch,
                Q = q,
                CreatedAfter = createdAfter,
                CreatedBefore = createdBefore,
                Deleted = deleted,
            },
            caller.SpaceToRead(team));
        var page = await list.PageAsync(query.Filter, query.Limit, query.After, cancellationToken);
        var language = Languages.Of(http.Request);
        var data = new List<JobResponse>(page.Items.Count);
        foreach (var item in page.Items)
        {
            var shown = JobView.Show(item.Body, language);
            data.Add(shown with { Queue = await queue.PlaceOfAsync(shown, cancellationToken) });
        }
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.Vary = "Accept-Language";
        return TypedResults.Ok(new JobPageResponse(data, page.Next is { } next ? new ListCursor(query.Filter.Fingerprint, next).ToString() : null, page.Next is not null));
    }
}

internal sealed record JobPageResponse(
    IReadOnlyList<JobResponse> Data,
    [property: Description("Null on the last page.")] string? NextCursor,
    bool HasMore);
