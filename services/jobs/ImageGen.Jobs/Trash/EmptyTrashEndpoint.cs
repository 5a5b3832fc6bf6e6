using System.ComponentModel;
using ImageGen.ServiceDefaults.Callers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace ImageGen.Jobs.Trash;

internal static class EmptyTrashEndpoint
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("trash/empty", HandleAsync).WithTags("Jobs")
        .RequireScope(Scopes.JobsWrite)
        .WithName("emptyTrash")
        .WithSummary("Delete for good what is in the trash")
        .WithDescription("Jobs in the trash, and pictures that were thrown away by themselves: at most 100 jobs of each kind by one request. While has_more is true there is more: send it again.")
        .ProducesProblems(401, 403, 404, 503);

    private static async Task<Ok<EmptiedTrashResponse>> HandleAsync(
        [Description("Id of a team of yours: its trash, and not your own.")] string? team,
        ICaller caller, TrashBin trash, CancellationToken cancellationToken) =>
        TypedResults.Ok(await trash.EmptyAsync(caller.SpaceToWrite(team), cancellationToken));
}

internal sealed record EmptiedTrashResponse(
    [property: Description("Jobs that were deleted for good.")] int Jobs,
    [property: Description("Pictures of other jobs that were deleted for good.")] int Images,
    [property: Description("Whether something is left in the trash.")] bool HasMore);
