using System.Text.Json;
using ImageGen.Jobs.Tests.Support;

namespace ImageGen.Jobs.Tests.Http;

public sealed class ListJobsTests : IAsyncLifetime
{
    private readonly JobsHost host = new();

    public ValueTask InitializeAsync() => host.InitializeAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Pages_hold_every_job_once_while_others_are_added()
    {
        var before = new List<string>();
        for (var i = 0; i < 7; i++)
            before.Add(await host.CreateIdAsync());
        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await host.ReadAsync("/api/v1/jobs?limit=3" + (cursor is null ? "" : "&cursor=" + Uri.EscapeDataString(cursor)));
            seen.AddRange(Ids(page));
            cursor = page.GetProperty("next_cursor").GetString();
            Assert.Equal(cursor is not null, page.GetProperty("has_more").GetBoolean());
            await host.CreateIdAsync("""{"prompt": "added meanwhile"}""");
        }
        while (cursor is not null);
        before.Reverse();
        Assert.Equal(before, seen);
    }

    [Fact]
    public async Task Filters_choose_by_status_model_and_time()
    {
        var first = await host.CreateAsync();
        await host.TellAsync(first.GetProperty("id").GetString()!, Some.Failed(0));
        await Task.Delay(5);
        var second = await host.CreateIdAsync();
        Assert.Equal([second], Ids(await host.ReadAsync("/api/v1/jobs?status=queued")));
        Assert.Equal([Id(first)], Ids(await host.ReadAsync("/api/v1/jobs?status=failed&model=jimeng-t2i-4.0")));
        Assert.Empty(Ids(await host.ReadAsync("/api/v1/jobs?model=other")));
        var created = first.GetProperty("created_at").GetString()!;
        Assert.Equal([second], Ids(await host.ReadAsync("/api/v1/jobs?created_after=" + created)));
        Assert.Empty(Ids(await host.ReadAsync("/api/v1/jobs?created_before=" + created)));
        Assert.Equal([second, Id(first)], Ids(await host.ReadAsync("/api/v1/jobs?created_after=2020-01-01T08:00:00.5Z&created_before=2099-01-01T00:00:00.1234567-01:30")));
        Assert.Equal([second, Id(first)], Ids(await host.ReadAsync("/api/v1/jobs?created_after=2020-01-01T08:00:00+08:00&created_before=2099-01-01T00:00Z")));
    }

    [Fact]
    public async Task Queued_jobs_know_their_place()
    {
        for (var i = 0; i < 3; i++)
        {
            await host.CreateIdAsync();
            await Task.Delay(2);
        }
        // The queue is read once a second, so a fresh estimate is one that counts all three.
        await TestKit.Eventually.HoldsAsync("the places are 3, 2, 1", async () =>
        {
            var page = await host.ReadAsync("/api/v1/jobs");
            return page.GetProperty("data").EnumerateArray().Select(job => job.GetProperty("queue").GetProperty("position").GetInt32()).SequenceEqual([3, 2, 1]);
        });
    }

    private static IEnumerable<string> Ids(JsonElement page) => page.GetProperty("data").EnumerateArray().Select(Id);

    private static string Id(JsonElement job) => job.GetProperty("id").GetString()!;
}
