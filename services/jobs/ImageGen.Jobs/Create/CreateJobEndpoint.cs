using ImageGen.Jobs.Get;
using ImageGen.Jobs.OpenApi;
using ImageGen.Jobs.Views;
using ImageGen.Jobs.Watch;
using ImageGen.ServiceDefaults.Callers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace ImageGen.Jobs.Create;

internal static class CreateJobEndpoint
{
    public static void Map(IEndpointRouteBuilder jobs) => jobs.MapPost("", HandleAsync)
        .RequireScope(Scopes.JobsWrite)
        .WithName("createJob")
        .WithSummary("Create a job")
        .WithDescription("Answers as soon as the job is safely accepted. With an Idempotency-Key the same request never makes a second job (kept 24 h). With Prefer: wait=N (at most 60) the answer waits up to N seconds for the job's end and is 200 if it came. A body has at most 1 MiB.")
        .ProducesProblems(400, 401, 402, 403, 404, 410, 413, 415, 422, 429, 507)
        .WithHeader("Idempotency-Key", "1 to 255 visible characters, quoted or bare: the same key and content never make a second job.")
        .WithHeader("Prefer", "wait=N: wait up to N seconds (at most 60) for the end of the job.");

    private static async Task<Results<Accepted<JobResponse>, Ok<JobResponse>>> HandleAsync(
        CreateJobRequest request, HttpContext http, ICaller caller, RequestReader reader, CreateJobHandler handler, JobAnswer answer, JobWaiter waiter, CancellationToken cancellationToken)
    {
        var key = IdempotencyKey.Of(http.Request, request.Canonical);
        var owner = caller.SpaceToWrite(request.Team);
        var (job, replayed) = await handler.ReplayAsync(key, cancellationToken)
            ?? await handler.HandleAsync(owner, await reader.ReadAsync(request, new Lookups(), cancellationToken), key, cancellationToken);
        if (replayed)
            http.Response.Headers["Idempotency-Replayed"] = "true";
        var waits = PreferredWait.Of(http.Request);
        if (waits is { } wait)
        {
            http.Response.Headers["Preference-Applied"] = $"wait={wait.TotalSeconds:0}";
            job = await waiter.WaitAsync(job, wait, cancellationToken);
        }
        var body = await answer.ShowAsync(job, http, cancellationToken);
        http.Response.Headers.Location = body.Links.Self;
        // A replay gets the first answer's 202, also when the job has ended since.
        return job.Ended && waits is not null ? TypedResults.Ok(body) : TypedResults.Accepted(body.Links.Self, body);
    }
}
