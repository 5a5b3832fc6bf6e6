using System.Buffers.Text;
using System.ComponentModel;
using System.Security.Cryptography;
using System.Text;
using ImageGen.Jobs.List;
using ImageGen.Persistence;
using ImageGen.ServiceDefaults.Callers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace ImageGen.Jobs.Links;

/// <summary>For whoever shares pictures.</summary>
internal static class LinkEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("images/{id}/links", CreateAsync).WithTags("Links").RequireScope(Scopes.JobsWrite)
            .WithName("createLink")
            .WithSummary("Make a link to a picture, for people without an account")
            .WithDescription("Whoever has its address is given the original, until it expires, is used up or taken back. It gives nothing while the picture is in the trash or not approved, or once who made it may not change the picture any more. A team's picture may be shared by all but viewers.")
            .ProducesProblems(400, 401, 403, 404, 409, 413, 415, 422, 503);
        api.MapGet("links", ListAsync).WithTags("Links").RequireScope(Scopes.ImagesRead)
            .WithName("listLinks")
            .WithSummary("Links to my pictures, or to a team's, newest first")
            .WithDescription("Those that have ended stay in the list for 30 days after the day on which they expire.")
            .ProducesProblems(400, 401, 403, 404)
            .AddOpenApiOperationTransformer((operation, context, cancellationToken) => ListSchemas.DescribeAsync(operation, context, cancellationToken));
        api.MapDelete("links/{id}", RevokeAsync).WithTags("Links").RequireScope(Scopes.JobsWrite)
            .WithName("deleteLink")
            .WithSummary("Take a link back")
            .WithDescription("From then on it gives nothing. What somebody was given before, they have. It may be repeated.")
            .ProducesProblems(401, 403, 404, 503);
    }

    private static async Task<Created<CreatedLinkResponse>> CreateAsync(
        string id, CreateLinkRequest request, HttpContext http, OwnLinks own, CancellationToken cancellationToken)
    {
        var (link, token) = await own.AddAsync(id, request, cancellationToken);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Created((string?)null, new CreatedLinkResponse(SharedEndpoint.Path + token, LinkResponse.Of(link, link.CreatedAt)));
    }

    private static async Task<Ok<LinkPageResponse>> ListAsync(
        [Description("1 to 100; 20 by default.")] string? limit,
        [Description("next_cursor of the page before, with the same image and team.")] string? cursor,
        [Description("Id of a picture: only links to it.")] string? image,
        [Description("Id of a team of yours: links to its pictures, and not to your own.")] string? team,
        HttpContext http, ICaller caller, OwnLinks own, TimeProvider time, CancellationToken cancellationToken)
    {
        var space = caller.SpaceToRead(team);
        var fingerprint = Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes($"links\n{space}\n{image}")).AsSpan(0, 6));
        var page = await own.PageAsync(space, image, QueryTexts.Limit(limit), ListCursor.PlaceOf(cursor, fingerprint), cancellationToken);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new LinkPageResponse(
            [.. page.Items.Select(item => LinkResponse.Of(item.Body, time.UnixMilliseconds()))],
            page.Next is { } next ? new ListCursor(fingerprint, next).ToString() : null,
            page.Next is not null));
    }

    private static async Task<NoContent> RevokeAsync(string id, OwnLinks own, CancellationToken cancellationToken)
    {
        await own.RevokeAsync(id, cancellationToken);
        return TypedResults.NoContent();
    }
}
