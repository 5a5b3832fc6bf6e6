using System.ComponentModel;
using System.Globalization;
using ImageGen.Catalogue;
using ImageGen.Jobs.Get;
using ImageGen.Jobs.OpenApi;
using ImageGen.ServiceDefaults.Callers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace ImageGen.Jobs.Watch;

internal static class WatchEndpoints
{
    private const string Frames =
        "Server-sent events: each 'job' event is a whole job with its version; keep the highest version of each. 'reset' means: fetch everything anew. Last-Event-ID replays what changed since, and a little more.";

    private const string LastEventId = "Last-Event-ID";
    private const string Replay = "The id of the last frame seen: replays what changed since.";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("jobs/{id}/events", WatchOneAsync)
            .RequireScope(Scopes.JobsRead)
            .WithName("watchJob").WithSummary("Watch one job").WithDescription(Frames)
            .Produces<string>(200, "text/event-stream").ProducesProblems(401, 403, 404, 429)
            .WithHeader(LastEventId, Replay);
        api.MapGet("events", WatchAllAsync)
            .RequireScope(Scopes.JobsRead)
            .WithName("watchJobs").WithSummary("Watch all my jobs, or a team's").WithDescription(Frames)
            .Produces<string>(200, "text/event-stream").ProducesProblems(401, 403, 404, 429)
            .WithHeader(LastEventId, Replay);
    }

    private static async Task WatchOneAsync(string id, HttpContext http, OwnJobs own, ICaller caller, JobStreams streams)
    {
        var job = await own.GetAsync(id, http.RequestAborted);
        await streams.RunAsync(http, caller, job.Owner, id);
    }

    private static Task WatchAllAsync(
        [Description("Id of a team of yours: its jobs, and not your own.")] string? team, HttpContext http, ICaller caller, JobStreams streams) =>
        streams.RunAsync(http, caller, caller.SpaceToRead(team), jobId: null);
}

/// <summary>Opens streams, and ends them when the reader goes or the process stops.</summary>
internal sealed class JobStreams(
    JobHub hub, ChangeFeed feed, QueueEstimator queue, StreamLimit limit, TimeProvider time, IHostApplicationLifetime lifetime)
{
    /// <param name="owner">The user or the team that has the jobs.</param>
    public async Task RunAsync(HttpContext http, ICaller reader, string owner, string? jobId)
    {
        using var place = limit.Take(reader.Owner);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        using var subscription = hub.Subscribe(owner, jobId);
        var stream = new JobStream(subscription, feed, queue, new EventWriter(http.Response), time, owner, jobId, Languages.Of(http.Request));
        try
        {
            await stream.RunAsync(CursorOf(http.Request), ended.Token);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The ordinary end of a stream.
        }
    }

    private static long? CursorOf(HttpRequest request) =>
        long.TryParse(request.Headers["Last-Event-ID"], NumberStyles.None, CultureInfo.InvariantCulture, out var cursor) ? cursor : null;
}
