using ImageGen.ServiceDefaults.Callers;
using ImageGen.Storage.Uploads;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ImageGen.Storage.Labels.Reading;

/// <summary>Shows people what a file says of itself. Nothing of it is kept.</summary>
internal static class LabelEndpoint
{
    /// <summary>Of a file, 30 MiB. The form around it has the rest of <see cref="UploadLimits.MaxBody"/>.</summary>
    private const int MostBytes = 30 << 20;

    public static void MapLabels(this IEndpointRouteBuilder routes) => routes.MapPost("/api/v1/labels/read", ReadAsync).WithTags("Labels")
        .WithName("readLabel")
        .WithSummary("Show the AI label of a file")
        .WithDescription("What a PNG, JPEG or WebP says in its metadata (XMP, TC260:AIGC, GB 45438-2025) of having been generated, whoever has made it: the body itself, or the part 'file' of a form, of at most 30 MiB. Nothing of it is kept.")
        .WithMetadata(new RequestSizeLimitAttribute(UploadLimits.MaxBody))
        .AcceptsPicture()
        .RequireScope(Scopes.ImagesRead)
        .ProducesProblems(400, 401, 403, 413, 415, 422, 507);

    private static async Task<Ok<FileLabelResponse>> ReadAsync(HttpContext http, LabelReader reader, SpoolSpace space, CancellationToken cancellationToken)
    {
        space.Require();
        await using var content = await UploadBody.ReadAsync(http.Request, MostBytes, space, cancellationToken);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(await reader.ReadAsync(content, cancellationToken));
    }
}
