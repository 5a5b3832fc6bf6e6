using System.ComponentModel;
using System.Text.Json.Serialization;
using ImageGen.Catalogue;
using ImageGen.Jobs.Create;
using ImageGen.Jobs.Get;
using ImageGen.Jobs.OpenApi;
using ImageGen.Jobs.Views;
using ImageGen.ServiceDefaults.Callers;
using ImageGen.ServiceDefaults.Errors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ImageGen.Jobs.Batches;

internal static class CreateBatchEndpoint
{
    /// <summary>Bytes: 40 KiB for each of a hundred jobs, of which one with the longest prompt needs a quarter.</summary>
    private const int MaxBody = 4 << 20;

    public static void Map(IEndpointRouteBuilder jobs) => jobs.MapPost("batch", HandleAsync)
        .RequireScope(Scopes.JobsWrite)
        .WithName("createJobs")
        .WithSummary("Create up to 100 jobs")
        .WithDescription("Each entry is judged by itself: 202 where at least one was accepted, with the outcome of each. Where none was, the problem says why of each: its status is theirs where they have the same one, else 422. Jobs of a batch have the priority batch where they do not say. With an Idempotency-Key the same request never makes a job twice, and makes what it could not before (kept 24 h). A body has at most 4 MiB.")
        .WithMetadata(new RequestSizeLimitAttribute(MaxBody))
        .ProducesProblems(400, 401, 402, 403, 404, 413, 415, 422, 429, 507)
        .WithHeader("Idempotency-Key", "1 to 255 visible characters, quoted or bare: the same key and content never make a job twice.");

    private static async Task<Accepted<CreatedBatchResponse>> HandleAsync(
        CreateBatchRequest request, HttpContext http, CreateBatchHandler handler, QueueEstimator queue, CancellationToken cancellationToken)
    {
        var key = IdempotencyKey.Of(http.Request, request.Canonical);
        var batch = await handler.HandleAsync(BatchRules.EntriesOf(request), key, cancellationToken);
        if (batch.Outcomes.All(outcome => outcome.Job is null))
            throw BatchProblems.NoneAccepted(batch.Outcomes, http);
        if (batch.Replayed)
            http.Response.Headers["Idempotency-Replayed"] = "true";
        var language = Languages.Of(http.Request);
        var entries = new List<BatchEntryResponse>(batch.Outcomes.Count);
        foreach (var outcome in batch.Outcomes)
        {
            var shown = outcome.Job is { } job ? JobView.Show(job, language) : null;
            entries.Add(new BatchEntryResponse(
                outcome.Index,
                shown is null ? null : shown with { Queue = await queue.PlaceOfAsync(shown, cancellationToken) },
                outcome.Problem is { } problem ? Problems.BodyOf(http, problem) : null));
        }

        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ContentLanguage = language.Tag();
        http.Response.Headers.Vary = "Accept-Language";
        var links = BatchLinksResponse.Of(batch.Id);
        return TypedResults.Accepted(links.Self, new CreatedBatchResponse(batch.Id, entries.Count(entry => entry.Job is not null), entries, links));
    }
}

internal sealed record CreatedBatchResponse(
    [property: Description("Begins with bat_.")] string Id,
    [property: Description("How many of the entries are jobs now.")] int Accepted,
    [property: Description("One for each entry of the request, in its order.")] IReadOnlyList<BatchEntryResponse> Entries,
    BatchLinksResponse Links);

[Description("The outcome of one entry: a job, or an error.")]
internal sealed record BatchEntryResponse(
    [property: Description("The place of the entry in the request, from 0.")] int Index,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JobResponse? Job,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), Description("As a problem of POST /api/v1/jobs; its pointers lead into the batch.")] ProblemBody? Error);

internal sealed record BatchLinksResponse(string Self, string Jobs, string Cancel)
{
    public static BatchLinksResponse Of(string id)
    {
        var self = $"/api/v1/batches/{id}";
        return new BatchLinksResponse(self, $"/api/v1/jobs?batch={id}", self + "/cancel");
    }
}
