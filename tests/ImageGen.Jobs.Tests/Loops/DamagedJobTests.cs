using System.Net.Http.Json;
using System.Text.Json;
using ImageGen.Contracts;
using ImageGen.Jobs.Domain;
using ImageGen.Jobs.Loops;
using ImageGen.Jobs.Tests.Support;
using ImageGen.Persistence;
using ImageGen.TestKit;
using Microsoft.Extensions.Time.Testing;

namespace ImageGen.Jobs.Tests.Loops;

/// <summary>One job that can not be read, or not be written, among good ones: nothing else stops.</summary>
public sealed class DamagedJobTests : IAsyncLifetime
{
    private readonly FakeTimeProvider time = new(DateTimeOffset.FromUnixTimeMilliseconds(Some.Now));
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("jobs-tests-");
    private readonly JobsHost host;
    private readonly List<string> good = [];
    private string damaged = "";

    public DamagedJobTests() => host = new JobsHost(folder.FullName, time);

    public async ValueTask InitializeAsync()
    {
        await host.InitializeAsync();
        for (var i = 0; i < 9; i++)
        {
            var id = await host.CreateIdAsync("""{"prompt": "a fox", "queue_deadline_s": 60}""");
            if (i == 4) damaged = id;
            else good.Add(id);
            await Eventually.HoldsAsync("its command has left", async () => (await JobAsync(id)).Outbox.Count == 0);
            time.Advance(TimeSpan.FromMilliseconds(5));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_others_keep_their_deadlines(bool readable)
    {
        await DamageAsync(readable);
        time.Advance(TimeSpan.FromSeconds(61));

        // The host's own loop runs as well: who claims a job is not said.
        await Eventually.HoldsAsync("all others have expired", async () =>
        {
            await host.Service<DeadlineLoop>().RunOnceAsync(CancellationToken.None);
            return (await Task.WhenAll(good.Select(JobAsync))).All(job => job.Status == JobStatus.Expired);
        });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_others_ask_again(bool readable)
    {
        await DamageAsync(readable);
        await Task.WhenAll(good.Select(id => host.TellAsync(id, Some.Started(0) with { JobId = id })));
        time.Advance(TimeSpan.FromMinutes(2) + TimeSpan.FromSeconds(1));

        await Eventually.HoldsAsync("all others have asked again", async () =>
        {
            await host.Service<NudgeLoop>().RunOnceAsync(CancellationToken.None);
            return (await Task.WhenAll(good.Select(JobAsync))).All(job => job.Nudges > 0);
        });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_a_restart_the_others_ask_at_once(bool readable)
    {
        await DamageAsync(readable);
        await host.DisposeAsync();

        await using var again = new JobsHost(folder.FullName, time);
        await again.InitializeAsync();

        await Eventually.HoldsAsync("all others ask again", () => Task.FromResult(
            good.All(id => again.Commands.Received.OfType<GenerateImage>().Any(command => command.JobId == id))));
    }

    [Fact]
    public async Task Lists_and_queue_and_streams_show_the_others()
    {
        await DamageAsync(readable: false);

        var list = await host.ReadAsync("/api/v1/jobs?limit=5");
        var rest = await host.ReadAsync($"/api/v1/jobs?limit=5&cursor={list.GetProperty("next_cursor").GetString()}");
        Assert.Equal(Enumerable.Reverse(good), Ids(list).Concat(Ids(rest)));
        Assert.False(rest.GetProperty("has_more").GetBoolean());
        Assert.All(list.GetProperty("data").EnumerateArray(), job => Assert.True(job.GetProperty("queue").GetProperty("position").GetInt32() > 0));

        await using var events = await EventReader.OpenAsync(host, "/api/v1/events");
        var seen = new List<string>();
        foreach (var _ in good) seen.Add((await events.NextJobAsync()).GetProperty("id").GetString()!);
        Assert.Equal(good, seen);

        static IEnumerable<string?> Ids(JsonElement page) => page.GetProperty("data").EnumerateArray().Select(job => job.GetProperty("id").GetString());
    }

    [Fact]
    public async Task It_is_told_to_who_asks_for_it_and_to_operators()
    {
        await DamageAsync(readable: false);

        foreach (var path in new[] { $"/api/v1/jobs/{damaged}", $"/api/v1/admin/jobs/{damaged}" })
        {
            var problem = await JobsHost.ProblemAsync(await host.GetAsync(path), 500);
            Assert.Equal("job_unreadable", problem.GetProperty("code").GetString());
        }

        await Eventually.HoldsAsync("it is recorded", async () => (await RecordsAsync()).GetArrayLength() == 1);
        var record = Assert.Single((await RecordsAsync()).EnumerateArray());
        Assert.Equal(("jobs", damaged), (record.GetProperty("collection").GetString(), record.GetProperty("id").GetString()));
        Assert.Contains("$.status", record.GetProperty("reason").GetString());
        Assert.DoesNotContain("fox", record.ToString());
        Assert.Equal(time.GetUtcNow(), record.GetProperty("last_seen").GetDateTimeOffset(), TimeSpan.FromSeconds(1));
    }

    private async Task<JsonElement> RecordsAsync() => (await host.Client.GetFromJsonAsync<JsonElement>("/api/v1/admin/documents")).GetProperty("unreadable");

    /// <summary>A newer version gave it a status that this one does not know; or it can be read and claimed, and whoever writes it fails.</summary>
    private Task DamageAsync(bool readable) => SqliteFile.ExecuteAsync(folder.FullName, readable
        ? $"CREATE TRIGGER damage BEFORE UPDATE OF body ON jobs WHEN NEW.id = '{damaged}' BEGIN SELECT RAISE(ABORT, 'damaged'); END"
        : $"UPDATE jobs SET body = json_set(body, '$.status', 'of_the_future') WHERE id = '{damaged}'");

    private async Task<Job> JobAsync(string id) => (await host.Service<IDocuments<Job>>().GetAsync(id, CancellationToken.None))!.Body;
}
