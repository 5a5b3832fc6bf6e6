using System.ComponentModel;
using ImageGen.ObjectStorage.Keys;
using ImageGen.ServiceDefaults.Callers;
using ImageGen.ServiceDefaults.Errors;
using ImageGen.Storage.Images;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ImageGen.Storage.Uploads;

internal static class UploadEndpoints
{
    public const string Path = "/api/v1/uploads";

    public static void MapUploads(this IEndpointRouteBuilder routes)
    {
        var uploads = routes.MapGroup(Path).WithTags("Uploads");
        uploads.MapPost("", CreateAsync).WithName("createUpload")
            .WithSummary("Upload a reference picture or a mask")
            .WithDescription("PNG, JPEG or WebP by content, at most 10 MiB and 36 megapixels (fewer with 16 bits a channel, interlaced or progressive: 144 MB when decoded, or 72, and 190 MB of memory), at most 65535 pixels a side; of an animation the first frame: the body itself, or the part 'file' of a form. Its pixels are kept as they are, unless a camera has marked it as turned, it is WebP, in CMYK or of 16 bits, or it has more than 4.5 MB or 16 megapixels, which most models do not take: then it is kept upright, as JPEG (PNG where it is transparent), no larger than that. What else its file says, such as where and with what it was taken, is cut out; its colour profile stays. A mask (?purpose=mask) is kept as one channel, where 255 is painted anew: what is painted on a transparent ground, else what is white. Jobs may name it for 30 days.")
            .WithMetadata(new RequestSizeLimitAttribute(UploadLimits.MaxBody))
            .AcceptsPicture()
            .RequireScope(Scopes.JobsWrite)
            .ProducesProblems(400, 401, 403, 409, 413, 415, 422, 503, 507);
        uploads.MapGet("{id}", GetAsync).RequireScope(Scopes.ImagesRead).WithName("getUpload").WithSummary("One upload's facts").ProducesProblems(401, 403, 404);
        uploads.MapDelete("{id}", DeleteAsync).RequireScope(Scopes.JobsWrite).WithName("deleteUpload")
            .WithSummary("Delete one upload")
            .WithDescription("At once, with all that was made of it. A job that names it and still waits for its turn fails and is not billed.")
            .ProducesProblems(401, 403, 404, 503);
        uploads.MapGet("{id}/content", ContentAsync).RequireScope(Scopes.ImagesRead).WithName("getUploadContent")
            .WithSummary("One upload's bytes, as they are kept")
            .Produces<Stream>(200, "image/png", "image/jpeg", "image/webp")
            .Produces(206).Produces(304).Produces(416)
            .ProducesProblems(401, 403, 404);
        uploads.MapMethods("{id}/content", [HttpMethods.Head], ContentAsync).RequireScope(Scopes.ImagesRead).ExcludeFromDescription();
    }

    private static async Task<Created<UploadResponse>> CreateAsync(
        [Description("reference (default) or mask.")] string? purpose,
        HttpRequest request, ICaller caller, UploadHandler handler, SpoolSpace space, CancellationToken cancellationToken)
    {
        var wanted = PurposeOf(purpose);
        await handler.RequireRoomAsync(caller.Owner, request.ContentLength, cancellationToken);
        await using var content = await UploadBody.ReadAsync(request, UploadLimits.MaxBytes, space, cancellationToken);
        var upload = UploadResponse.Of(await handler.HandleAsync(caller.Owner, wanted, content, cancellationToken));
        return TypedResults.Created($"{Path}/{upload.Id}", upload);
    }

    private static async Task<Ok<UploadResponse>> GetAsync(string id, ICaller caller, UploadedPictures pictures, CancellationToken cancellationToken) =>
        TypedResults.Ok(UploadResponse.Of(await FindAsync(id, caller, pictures, cancellationToken)));

    private static async Task<NoContent> DeleteAsync(string id, ICaller caller, UploadRemoval removal, CancellationToken cancellationToken) =>
        await removal.RemoveAsync(caller.Owner, id, cancellationToken) ? TypedResults.NoContent() : throw NotFound();

    private static async Task ContentAsync(string id, HttpContext context, ICaller caller, UploadedPictures pictures, ImageContents contents)
    {
        var picture = await FindAsync(id, caller, pictures, context.RequestAborted);
        var key = UploadedPictures.KeyOf(caller.Owner, picture);
        var representation = new Representation(
            key, picture.Bytes, picture.ContentType, $"\"{picture.Sha256}\"", System.IO.Path.GetFileName(key), IsFinal: true);
        await ImageContentWriter.WriteAsync(context, caller, representation, contents, download: false);
    }

    private static async Task<UploadedPicture> FindAsync(string id, ICaller caller, UploadedPictures pictures, CancellationToken cancellationToken) =>
        await pictures.FindAsync(caller.Owner, id, cancellationToken) ?? throw NotFound();

    private static ProblemException NotFound() => new(404, "upload_not_found", "There is no such upload.");

    private static UploadPurpose PurposeOf(string? text) => text switch
    {
        null or "reference" => UploadPurpose.Reference,
        "mask" => UploadPurpose.Mask,
        _ => throw new ProblemException(400, "invalid_purpose", "purpose is reference or mask.")
        {
            Errors = [new ProblemError("?purpose", "must be reference or mask")],
        },
    };
}
