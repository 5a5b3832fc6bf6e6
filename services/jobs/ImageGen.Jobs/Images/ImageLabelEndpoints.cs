using System.ComponentModel;
using ImageGen.Contracts;
using ImageGen.Jobs.Audit;
using ImageGen.Jobs.Domain;
using ImageGen.Jobs.Labels;
using ImageGen.Jobs.Trash;
using ImageGen.ServiceDefaults.Callers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace ImageGen.Jobs.Images;

/// <summary>What a person makes of one picture. Its job notes it, and tells those who watch.</summary>
internal static class ImageLabelEndpoints
{
    public static void Map(IEndpointRouteBuilder images)
    {
        images.MapPatch("{id}", UpdateAsync).RequireScope(Scopes.JobsWrite)
            .WithName("updateImage").WithSummary("Change a picture's title, tags or mark of a favorite")
            .WithDescription("A JSON merge patch, sent as application/merge-patch+json or application/json. What it changes raises the version of the picture's job.")
            .Accepts<UpdateImageRequest>("application/merge-patch+json", "application/json")
            .ProducesProblems(400, 401, 403, 404, 409, 413, 415, 422, 503);
        images.MapDelete("{id}", DeleteAsync).RequireScope(Scopes.JobsWrite)
            .WithName("deleteImage").WithSummary("Throw one picture away")
            .WithDescription("Puts it into the trash: it is in no list but that of deleted=true, still answers by its id, and can be restored as it was. One that is there already stays as it is. With permanent=true it goes for good: at once nobody finds it any more, and its files are deleted within the hour, later where another job that has not ended builds on it.")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblems(400, 401, 403, 404, 409, 503);
        images.MapPost("{id}/restore", RestoreAsync).RequireScope(Scopes.JobsWrite)
            .WithName("restoreImage").WithSummary("Take one picture out of the trash")
            .WithDescription("Brings it back with its labels. One that is not in the trash stays as it is.")
            .ProducesProblems(401, 403, 404, 409, 503);
    }

    private static async Task<Ok<ListedImageResponse>> UpdateAsync(
        string id, UpdateImageRequest request, HttpContext http, OwnImages images, CancellationToken cancellationToken)
    {
        request.Check();
        return TypedResults.Ok(await images.ChangeAsync(
            id, http,
            (job, picture, now) => JobRules.Label(job, id, request.ApplyTo(new JobLabels(picture.Title, picture.Tags, picture.Favorite)), now),
            new Deed(AuditActions.ImageChanged, request.Given()),
            cancellationToken));
    }

    private static async Task<Results<Ok<ListedImageResponse>, NoContent>> DeleteAsync(
        string id, [Description(ForGood.Description)] string? permanent, HttpContext http, OwnImages images, CancellationToken cancellationToken)
    {
        if (ForGood.Read(permanent))
        {
            await images.PurgeAsync(id, cancellationToken);
            return TypedResults.NoContent();
        }

        return TypedResults.Ok(await images.ChangeAsync(id, http, (job, _, now) => JobRules.Delete(job, id, now), new Deed(AuditActions.ImageDeleted), cancellationToken));
    }

    private static async Task<Ok<ListedImageResponse>> RestoreAsync(string id, HttpContext http, OwnImages images, CancellationToken cancellationToken) =>
        TypedResults.Ok(await images.ChangeAsync(id, http, (job, _, now) => JobRules.Restore(job, id, now), new Deed(AuditActions.ImageRestored), cancellationToken));
}

[Description("A JSON merge patch (RFC 7396): what is left out stays, null takes away.")]
internal sealed record UpdateImageRequest : LabelPatch;
