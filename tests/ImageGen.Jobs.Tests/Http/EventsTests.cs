using System.Text.Json;
using ImageGen.Jobs.Changes;
using ImageGen.Jobs.Domain;
using ImageGen.Jobs.Tests.Support;
using ImageGen.Jobs.Watch;
using ImageGen.Messaging;
using ImageGen.Messaging.Outbox;
using ImageGen.Persistence;

namespace ImageGen.Jobs.Tests.Http;

public sealed class EventsTests : IAsyncLifetime
{
    private readonly JobsHost host = new();

    public ValueTask InitializeAsync() => host.InitializeAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task A_stream_begins_with_what_is_open_and_goes_on_with_what_changes()
    {
        var ended = await host.CreateIdAsync();
        await host.TellAsync(ended, Some.Failed(0));
        var open = await host.CreateIdAsync();
        await using var events = await EventReader.OpenAsync(host, "/api/v1/events");
        var first = await events.NextAsync();
        Assert.Equal("2000", first.Retry);
        Assert.NotNull(first.Id);
        Assert.Equal((open, "queued"), Look(await events.NextJobAsync()));

        await host.TellAsync(open, Some.Started(0));
        await NextAsync(events, open, "running");
        await host.TellAsync(open, Some.Generated(0));
        await NextAsync(events, open, "storing");
        await host.TellAsync(open, Some.Stored(0));
        await NextAsync(events, open, "succeeded");
        var added = await host.CreateIdAsync();
        await NextAsync(events, added, "queued");
    }

    [Fact]
    public async Task A_snapshot_is_the_job_as_a_get_shows_it()
    {
        var id = await host.CreateIdAsync();
        await host.TellAsync(id, Some.Started(0));
        await using var events = await EventReader.OpenAsync(host, $"/api/v1/jobs/{id}/events");
        Assert.Equal((await host.ReadAsync("/api/v1/jobs/" + id)).GetRawText(), (await events.NextJobAsync()).GetRawText());
    }

    [Fact]
    public async Task A_reader_who_comes_back_gets_what_it_missed_even_what_has_ended()
    {
        var id = await host.CreateIdAsync();
        string cursor;
        await using (var events = await EventReader.OpenAsync(host, "/api/v1/events"))
            cursor = (await events.NextAsync()).Id!;
        await host.TellAsync(id, Some.Failed(0));
        await using var again = await EventReader.OpenAsync(host, "/api/v1/events", ("Last-Event-ID", cursor));
        Assert.Equal((id, "failed"), Look(await again.NextJobAsync()));
    }

    [Fact]
    public async Task A_stream_of_one_job_has_only_that_job()
    {
        var id = await host.CreateIdAsync();
        await using var events = await EventReader.OpenAsync(host, $"/api/v1/jobs/{id}/events");
        await NextAsync(events, id, "queued");
        await host.CreateIdAsync();
        await host.TellAsync(id, Some.Failed(0));
        await NextAsync(events, id, "failed");
    }

    [Fact]
    public async Task Another_owners_jobs_are_not_in_it()
    {
        await using var events = await EventReader.OpenAsync(host, "/api/v1/events");
        await events.NextAsync();
        await host.Service<JobChanges>().TryInsertAsync(JobRules.Accept(Some.Order(), "job_of_ben", "ben", Some.Now), CancellationToken.None);
        host.Service<JobHub>().Rescan();
        var mine = await host.CreateIdAsync();
        await NextAsync(events, mine, "queued");
    }

    [Fact]
    public async Task A_stream_speaks_its_readers_language()
    {
        var id = await host.CreateIdAsync();
        await host.TellAsync(id, Some.Failed(0));
        await using var events = await EventReader.OpenAsync(host, $"/api/v1/jobs/{id}/events?lang=zh-CN", ("Accept-Language", "en"));
        var job = await events.NextJobAsync();
        Assert.StartsWith("提示词", job.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("提示词", job.GetProperty("images")[0].GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_reconnect_of_the_broker_the_store_says_what_was_missed()
    {
        var id = await host.CreateIdAsync();
        await using var events = await EventReader.OpenAsync(host, "/api/v1/events");
        await NextAsync(events, id, "queued");
        // Saved without a hint, as if the broker had been away.
        var jobs = host.Service<IDocuments<Job>>();
        while (await jobs.GetAsync(id, CancellationToken.None) is { } seen
            && await host.Service<IOutbox<Job>>().ReplaceAsync(seen, seen.Body.Fold(Some.Failed(0), seen.Body.ChangedAt), CancellationToken.None) is null)
        {
        }
        host.Service<IEnumerable<IFanOutListener>>().Single().Listening();
        await NextAsync(events, id, "failed");
    }

    [Fact]
    public async Task A_caller_has_so_many_streams_and_no_more()
    {
        await using var few = new JobsHost(null, null, ("Jobs:StreamsPerCaller", "2"));
        await few.InitializeAsync();
        var id = await few.CreateIdAsync();
        var first = await few.GetAsync("/api/v1/events");
        using var second = await few.GetAsync($"/api/v1/jobs/{id}/events");
        foreach (var path in new[] { "/api/v1/events", $"/api/v1/jobs/{id}/events" })
        {
            var refused = await few.GetAsync(path);
            Assert.Equal("too_many_streams", (await JobsHost.ProblemAsync(refused, 429)).GetProperty("code").GetString());
            Assert.Equal("30", refused.Headers.RetryAfter?.ToString());
        }

        first.Dispose();
        await TestKit.Eventually.HoldsAsync("there is room again", async () =>
        {
            using var again = await few.GetAsync("/api/v1/events");
            return again.IsSuccessStatusCode;
        });
    }

    [Fact]
    public async Task Streams_end_when_the_service_stops()
    {
        await using var other = new StoppableHost();
        await other.Host.InitializeAsync();
        var events = await EventReader.OpenAsync(other.Host, "/api/v1/events");
        await events.NextAsync();
        await other.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60));
        await Assert.ThrowsAnyAsync<IOException>(async () => await events.NextAsync());
    }

    private static async Task NextAsync(EventReader events, string id, string status) => Assert.Equal((id, status), Look(await events.NextJobAsync()));

    private static (string Id, string Status) Look(JsonElement job) => (job.GetProperty("id").GetString()!, job.GetProperty("status").GetString()!);

    private sealed class StoppableHost : IAsyncDisposable
    {
        private bool stopped;

        public JobsHost Host { get; } = new();

        public async ValueTask DisposeAsync()
        {
            if (!stopped)
                await Host.DisposeAsync();
            stopped = true;
        }
    }
}
