using System.ComponentModel;
using ImageGen.Catalogue;
using ImageGen.Jobs.Domain;
using ImageGen.ObjectStorage;
using ImageGen.ObjectStorage.Keys;
using ImageGen.ServiceDefaults.Errors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace ImageGen.Jobs.Links;

/// <summary>Gives a shared picture to whoever has its address: the token is the permission.</summary>
internal static class SharedEndpoint
{
    public const string Path = "/api/v1/shared/";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path + "{token}", HandleAsync).WithTags("Links").AllowAnonymous()
            .WithName("getShared")
            .WithSummary("The picture of a link")
            .WithDescription("The original, whole each time: every answer with bytes counts. 404: there never was such a link; 410: it has ended.")
            .Produces<Stream>(200, "image/png", "image/jpeg", "image/webp").Produces(304)
            .ProducesProblems(404, 410, 503);
        routes.MapMethods(Path + "{token}", [HttpMethods.Head], HandleAsync).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task HandleAsync(
        string token, [Description("1: to be saved, and not shown.")] string? download, HttpContext http, SharedPictures shared, IObjectStore objects)
    {
        var (link, picture) = await shared.OpenAsync(token, http.RequestAborted);
        Describe(http.Response, link.Body.ImageId, picture, download is "1" or "true");
        if (IsKnown(http))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        http.Response.ContentLength = picture.Bytes;
        if (HttpMethods.IsHead(http.Request.Method))
            return;
        // First the bytes, then the count, and only then does anything go out: what can not be had uses nothing up.
        await using var content = await OpenAsync(objects, PictureKeys.Original(link.Body.ImageId, picture.ContentType!), http.RequestAborted);
        await shared.CountAsync(link, http.RequestAborted);
        await content.Stream.CopyToAsync(http.Response.Body, http.RequestAborted);
    }

    private static async Task<ObjectContent> OpenAsync(IObjectStore objects, string key, CancellationToken cancellationToken)
    {
        try
        {
            if (await objects.OpenAsync(key, range: null, cancellationToken) is { } content)
                return content;
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Why, the store's own health says.
        }

        throw ProblemException.Of(503, ErrorCodes.ObjectStoreUnavailable).After(TimeSpan.FromSeconds(10));
    }

    private static void Describe(HttpResponse response, string image, JobPicture picture, bool isDownload)
    {
        var name = image + System.IO.Path.GetExtension(PictureKeys.Original(image, picture.ContentType!));
        response.ContentType = picture.ContentType;
        response.Headers.ETag = $"\"{picture.Sha256}\"";
        response.Headers.CacheControl = "private, no-cache";
        response.Headers.AcceptRanges = "none";
        response.Headers["X-Robots-Tag"] = "noindex";
        response.Headers.ContentDisposition = new ContentDispositionHeaderValue(isDownload ? "attachment" : "inline") { FileName = name }.ToString();
    }

    /// <summary>Whether a browser that shows the picture again has it already.</summary>
    private static bool IsKnown(HttpContext http)
    {
        var tag = EntityTagHeaderValue.Parse(http.Response.Headers.ETag.ToString());
        return http.Request.GetTypedHeaders().IfNoneMatch is { Count: > 0 } known && known.Any(other => other.Compare(tag, useStrongComparison: false));
    }
}
