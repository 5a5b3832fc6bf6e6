using ImageGen.ServiceDefaults.Callers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace ImageGen.Jobs.Batches;

internal static class BatchEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var batches = api.MapGroup("batches").WithTags("Jobs");
        batches.MapGet("{id}", GetAsync).RequireScope(Scopes.JobsRead)
            .WithName("getBatch")
            .WithSummary("A batch in numbers")
            .WithDescription("Counts all jobs of the batch, those in the trash too. GET /api/v1/jobs?batch= lists them.")
            .ProducesProblems(401, 403, 404);
        batches.MapPost("{id}/cancel", CancelAsync).RequireScope(Scopes.JobsWrite)
            .WithName("cancelBatch")
            .WithSummary("Cancel all jobs of a batch that are open")
            .WithDescription("As a cancel of each: what was not submitted yet is stopped, what was submitted goes on at the provider. Jobs that have ended stay as they are, so it may be sent again.")
            .ProducesProblems(401, 403, 404);
    }

    private static async Task<Ok<BatchResponse>> GetAsync(string id, HttpContext http, BatchJobs batch, CancellationToken cancellationToken)
    {
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(BatchResponse.Of(id, await batch.GetAsync(id, cancellationToken)));
    }

    private static async Task<Accepted<BatchResponse>> CancelAsync(string id, BatchJobs batch, CancellationToken cancellationToken) =>
        TypedResults.Accepted((string?)null, BatchResponse.Of(id, await batch.CancelAsync(id, cancellationToken)));
}
