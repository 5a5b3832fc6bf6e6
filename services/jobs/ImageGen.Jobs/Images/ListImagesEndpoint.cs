using System.ComponentModel;
using ImageGen.Catalogue;
using ImageGen.Jobs.List;
using ImageGen.ServiceDefaults.Callers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
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
        [AsParameters] ImageParameters given,
        [Description("true lists pictures that were thrown away by themselves, and nothing else. Those of a job in the trash are listed with it.")] string? deleted,
        HttpContext http, ICaller caller, ImageList list, CancellationToken cancellationToken)
    {
        var query = ListQuery.Read(given.ForPage(limit, cursor, deleted), caller.SpaceToRead(given.Team));
        var page = await list.PageAsync(new ImageFilter(query.Filter), query.Limit, query.After, cancellationToken);
        var language = Languages.Of(http.Request);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(ImagePageResponse.Of(page, query.Filter.Fingerprint, language));
    }
}

internal sealed record ImagePageResponse(
    IReadOnlyList<ListedImageResponse> Data,
    [property: Description("Null on the last page.")] string? NextCursor,
    bool HasMore)
{
    /// <param name="filter">The fingerprint of the list's filter.</param>
    public static ImagePageResponse Of(ImagePage page, string filter, Language language) => new(
        [.. page.Items.Select(item => ListedImageResponse.Of(item, language))],
        page.Next is { } next ? new ListCursor(filter, next).ToString() : null,
        page.Next is not null);
}
