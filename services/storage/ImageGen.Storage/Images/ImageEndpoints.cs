using ImageGen.Auditing;
using ImageGen.Catalogue;
using ImageGen.Contracts;
using ImageGen.Messaging;
using ImageGen.ServiceDefaults.Callers;
using ImageGen.ServiceDefaults.Errors;
using ImageGen.Storage.Copies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ImageGen.Storage.Images;

internal static class ImageEndpoints
{
    public static void MapImages(this IEndpointRouteBuilder routes)
    {
        var images = routes.MapGroup("/api/v1/images").WithTags("Images").RequireScope(Scopes.ImagesRead);
        images.MapGet("/{id}", GetAsync).WithName("getImage").WithSummary("One picture's metadata").ProducesProblems(401, 403, 404);
        images.MapGet("/{id}/content", ContentAsync).WithName("getImageContent")
            .WithSummary("One picture's bytes: the original, or a smaller WebP")
            .Produces<Stream>(200, "image/png", "image/jpeg", "image/webp")
            .Produces(206).Produces(304).Produces(416)
            .WithDescription("An administrator's look at a picture of a team that they are not in, which they may review, is put on record.")
            .ProducesProblems(400, 401, 403, 404, 503);
        images.MapMethods("/{id}/content", [HttpMethods.Head], ContentAsync).ExcludeFromDescription();
    }

    private static async Task<ImageResponse> GetAsync(string id, HttpContext context, ICaller caller, CopyStore copies)
    {
        var language = Languages.Of(context.Request);
        var headers = context.Response.Headers;
        headers.CacheControl = "no-store";
        headers.ContentLanguage = language.Tag();
        headers.Vary = "Accept-Language";
        return ImageResponse.Of(await FindAsync(copies, id, caller, context.RequestAborted), language);
    }

    private static async Task ContentAsync(
        string id, HttpContext context, ICaller caller, CopyStore copies, ImageContents contents, CallerAudit audit, IMessagePublisher publisher, string? variant = null,
        string? download = null)
    {
        var wanted = ImageVariant.Parse(variant);
        var copy = await FindAsync(copies, id, caller, context.RequestAborted);
        if (copy.State == CopyState.Gone)
            throw new ProblemException(404, "image_gone", ErrorTable.Of(copy.Error?.Code ?? ErrorCodes.ImageSourceGone).In(Languages.Of(context.Request)));
        if (copy.State != CopyState.Stored)
            throw new ProblemException(404, "image_not_ready", "The picture is not stored yet.") { Retryable = true, RetryAfter = TimeSpan.FromSeconds(1) };
        // Nothing of the picture changes that could carry the entry, so it comes first.
        if (HttpMethods.IsGet(context.Request.Method) && !caller.MayRead(copy.Owner))
            await publisher.TellAsync(audit.Entry(AuditActions.ImageReadByAdmin, id, EntryDetails.Given(new KeyValuePair<string, string?>("variant", variant))), context.RequestAborted);
        var representation = await contents.ChooseAsync(copy, wanted, context.RequestAborted);
        await ImageContentWriter.WriteAsync(context, caller, representation, contents, download is "1" or "true");
    }

    /// <summary>A picture of the caller or a team of theirs; another's, and one that goes for good, is as unknown as one that never was.</summary>
    private static async Task<ImageCopy> FindAsync(CopyStore copies, string id, ICaller caller, CancellationToken cancellationToken) =>
        await copies.FindAsync(id, cancellationToken) is { Body: { Purge: null } copy } && Sights.Of(caller, copy) is var sight and not Sight.Nothing
            ? sight == Sight.Whole ? copy : throw ProblemException.Of(404, ErrorCodes.ImageInReview)
            : throw new ProblemException(404, "image_not_found", "There is no such picture.");
}
