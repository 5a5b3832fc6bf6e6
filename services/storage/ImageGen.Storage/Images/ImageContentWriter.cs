using ImageGen.ObjectStorage;
using ImageGen.ServiceDefaults.Callers;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ImageGen.Storage.Images;

/// <summary>Answers with bytes, a part of them, or 304 (RFC 9110), streamed from the store.</summary>
internal static class ImageContentWriter
{
    private const string Final = "private, max-age=31536000, immutable";
    /// <summary>Asked again each time, which is a 304: the next user of the browser may be another person.</summary>
    private const string AskAgain = "private, no-cache";

    public static async Task WriteAsync(HttpContext context, ICaller caller, Representation representation, ImageContents contents, bool download)
    {
        var (request, response) = (context.Request, context.Response);
        response.Headers.ETag = representation.ETag;
        response.Headers.CacheControl = representation.IsFinal && caller.IsAlone ? Final : AskAgain;
        response.Headers.AcceptRanges = "bytes";
        response.Headers.XContentTypeOptions = "nosniff";
        if (ByteRanges.IsKnown(request, representation.ETag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var asked = ByteRanges.Of(request, representation.ETag, representation.Length);
        if (asked is { IsSatisfiable: false })
        {
            response.StatusCode = StatusCodes.Status416RangeNotSatisfiable;
            response.Headers.ContentRange = new ContentRangeHeaderValue(representation.Length).ToString();
            response.Headers.CacheControl = "no-store";
            response.ContentLength = 0;
            return;
        }

        await using var content = HttpMethods.IsHead(request.Method)
            ? null
            : await contents.OpenAsync(representation, asked is null ? null : new ObjectRange(asked.From, asked.To), context.RequestAborted);
        Describe(response, representation, asked, download);
        if (content is not null)
            await content.Stream.CopyToAsync(response.Body, context.RequestAborted);
    }

    private static void Describe(HttpResponse response, Representation representation, AskedRange? asked, bool download)
    {
        response.ContentType = representation.ContentType;
        response.ContentLength = asked is null ? representation.Length : asked.To - asked.From + 1;
        response.Headers.ContentDisposition =
            new ContentDispositionHeaderValue(download ? "attachment" : "inline") { FileName = representation.FileName }.ToString();
        if (asked is null)
            return;
        response.StatusCode = StatusCodes.Status206PartialContent;
        response.Headers.ContentRange = new ContentRangeHeaderValue(asked.From, asked.To, representation.Length).ToString();
    }
}
