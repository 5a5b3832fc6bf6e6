using ImageGen.Jobs.Create;
using ImageGen.Jobs.Domain;
using ImageGen.Jobs.Get;
using ImageGen.Jobs.OpenApi;
using ImageGen.Jobs.Views;
using ImageGen.ServiceDefaults.Callers;
using ImageGen.ServiceDefaults.Errors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace ImageGen.Jobs.Retry;

internal static class RetryJobEndpoint
{
    public static void Map(IEndpointRouteBuilder jobs) => jobs.MapPost("{id}/retry", HandleAsync)
        .RequireScope(Scopes.JobsWrite)
        .WithName("retryJob")
        .WithSummary("Ask again for the missing pictures")
        .WithDescription("Opens a new attempt for the places of retry.places. What is still being made or stored is left alone. Where places may be charged twice, accept_possible_charge must be true. With an Idempotency-Key, or with attempt, the same request never opens a second attempt.")
        .ProducesProblems(400, 401, 402, 403, 404, 409, 422, 429, 503, 507)
        .WithHeader("Idempotency-Key", "1 to 255 visible characters, quoted or bare: the same key and content never open a second attempt.");

    private static async Task<Accepted<JobResponse>> HandleAsync(
        string id, RetryJobRequest? request, HttpContext http, ICaller caller, RetryJobHandler handler, JobAnswer answer, CancellationToken cancellationToken)
    {
        request ??= new RetryJobRequest();
        var header = IdempotencyKey.Of(http.Request, request);
        var key = header is null ? null : new AttemptKey(header.IdFor(caller.Owner, $"POST /api/v1/jobs/{id}/retry"), header.Fingerprint);
        var (job, replayed) = await handler.HandleAsync(id, request, key, cancellationToken);
        if (replayed)
            http.Response.Headers["Idempotency-Replayed"] = "true";
        return TypedResults.Accepted((string?)null, await answer.ShowAsync(job, http, cancellationToken));
    }
}
