using System.ComponentModel;
using ImageGen.Catalogue;
using ImageGen.Jobs.List;
using ImageGen.ServiceDefaults.Callers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ImageGen.Jobs.Images;

internal static class ListImagesEndpoint
{
    public static void Map(IEndpointRouteBuilder images) => images.MapGet("", HandleAsync)
        .RequireScope(Scopes.ImagesRead)
        .WithName("listImages")
        .WithSummary("My pictures, or a team's, newest job first")
        .WithDescription("Pictures that are stored. Filters combine and pages go by cursor as in the list of jobs; a page may be short, or empty, where there are more.")
        .ProducesProblems(400, 401, 403, 404)
        .AddOpenApiOperationTransformer((operation, context, cancellationToken) => ListSchemas.DescribeAsync(operation, context, cancellationToken));

    private static async Task<Ok<ImagePageResponse>> HandleAsync(
        [Description("1 to 100; 20 by default.")] string? limit,
        [Description("next_cursor of the page before, with the same filter.")] string? cursor,
        [Description("Only pictures of jobs with this status.")] string? status,
        [Description("Only pictures of this model.")] string? model,
        [Description("Only pictures with this tag of their own, as it is written.")] string? tag,
        [Description("Only favorites, or only others: the picture's own mark counts.")] string? favorite,
        [Description("Only pictures whose title, or the title or prompt of whose job, has all of these words; as in the list of jobs.")] string? q,
        [FromQuery(Name = "created_after"), Description("RFC 3339; only pictures of jobs created after it.")] string? createdAfter,
        [FromQuery(Name = "created_before"), Description("RFC 3339; only pictures of jobs created before it.")] string? createdBefore,
        [Description("true lists pictures that were thrown away by themselves, and nothing else. Those of a job in the trash are listed with it.")] string? deleted,
        [Description("Id of a team of yours: its pictures, and not your own.")] string? team,
        HttpContext http, ICaller caller, ImageList list, CancellationToken cancellationToken)
    {
        var query = ListQuery.Read(
            new ListParameters(limit, cursor)
            {
                Status = status,
                Model = model,
                Tag = tag,
                Favorite = favorite,
                Q = q,
                CreatedAfter = createdAfter,
                CreatedBefore = createdBefore,
                Deleted = deleted,
            },
            caller.SpaceToRead(team));
        var page = await list.PageAsync(new ImageFilter(query.Filter), query.Limit, query.After, cancellationToken);
        var language = Languages.Of(http.Request);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new ImagePageResponse(
            [.. page.Items.Select(item => ListedImageResponse.Of(item, language))],
            page.Next is { } next ? new ListCursor(query.Filter.Fingerprint, next).ToString() : null,
            page.Next is not null));
    }
}

internal sealed record ImagePageResponse(
    IReadOnlyList<ListedImageResponse> Data,
    [property: Description("Null on the last page.")] string? NextCursor,
    bool HasMore);
