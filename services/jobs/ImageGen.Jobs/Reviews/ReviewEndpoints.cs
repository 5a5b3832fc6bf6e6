using System.ComponentModel;
using ImageGen.Catalogue;
using ImageGen.Jobs.Images;
using ImageGen.Jobs.List;
using ImageGen.ServiceDefaults.Callers;
using ImageGen.ServiceDefaults.Errors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace ImageGen.Jobs.Reviews;

internal static class ReviewEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("reviews", ListAsync).WithTags("Reviews").RequireScope(Scopes.JobsRead)
            .WithName("listReviews")
            .WithSummary("Pictures that wait for a reviewer, oldest job first")
            .WithDescription("Of the teams that one administers; for administrators of the platform of all. Pages go by cursor as in the list of pictures.")
            .ProducesProblems(400, 401, 403, 404)
            .AddOpenApiOperationTransformer((operation, context, cancellationToken) => ListSchemas.DescribeAsync(operation, context, cancellationToken));
        api.MapPost("images/{id}/review", ReviewAsync).WithTags("Reviews").RequireScope(Scopes.JobsWrite)
            .WithName("reviewImage")
            .WithSummary("Approve or reject a picture that is held")
            .WithDescription("For administrators of the team and of the platform, but never of one's own picture. The last decision holds; the same one again changes nothing.")
            .ProducesProblems(400, 401, 403, 404, 409, 413, 415, 422, 503);
    }

    private static async Task<Ok<ImagePageResponse>> ListAsync(
        [Description("1 to 100; 20 by default.")] string? limit,
        [Description("next_cursor of the page before, with the same team.")] string? cursor,
        [Description("Id of a team: only its pictures.")] string? team,
        HttpContext http, ImageList list, CancellationToken cancellationToken)
    {
        var filter = new ReviewFilter(SpacesOf(Caller.From(http.User)!, team));
        var page = await list.PageAsync(filter, QueryTexts.Limit(limit), ListCursor.PlaceOf(cursor, filter.Fingerprint), cancellationToken);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(ImagePageResponse.Of(page, filter.Fingerprint, Languages.Of(http.Request)));
    }

    private static async Task<Ok<ListedImageResponse>> ReviewAsync(
        string id, ReviewRequest request, HttpContext http, Reviewing reviewing, CancellationToken cancellationToken)
    {
        var found = await reviewing.DecideAsync(id, request, cancellationToken);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(ListedImageResponse.Of(found, Languages.Of(http.Request)));
    }

    /// <returns>The teams whose pictures the caller is to see; null for all.</returns>
    /// <exception cref="ProblemException">404: no such team. 403: the caller reviews nothing there.</exception>
    private static string[]? SpacesOf(Caller caller, string? team)
    {
        if (team is not null)
        {
            if (caller.MayReview(team))
                return [team];
            throw Spaces.TeamOf(team) is not null && caller.MayRead(team)
                ? ProblemException.Of(403, ErrorCodes.NotPermitted)
                : ProblemException.Of(404, ErrorCodes.TeamNotFound);
        }

        if (caller.May(Scopes.Admin))
            return null;
        string[] own = [.. caller.Teams.Select(each => each.Id).Where(caller.MayReview)];
        return own.Length > 0 ? own : throw ProblemException.Of(403, ErrorCodes.NotPermitted);
    }
}
