using System.Net.Http.Json;
using System.Text.Json;
using ImageGen.Jobs.Tests.Support;
using static ImageGen.Jobs.Tests.Batches.BatchReader;

namespace ImageGen.Jobs.Tests.Batches;

public sealed class BatchOfJobsTests(JobsHost host) : IClassFixture<JobsHost>
{
    [Fact]
    public async Task A_batch_is_listed_by_its_id_and_by_other_filters_too()
    {
        var first = await host.BatchAsync("""{"jobs": [{"prompt": "a fox", "tags": ["red"]}, {"prompt": "a hen"}]}""");
        await host.BatchAsync("""{"jobs": [{"prompt": "a fox", "tags": ["red"]}]}""");
        await host.CreateIdAsync("""{"prompt": "a fox", "tags": ["red"]}""");
        var jobs = JobsOf(first);
        Assert.Equal(jobs.ToHashSet(), (await ListAsync($"batch={IdOf(first)}")).ToHashSet());
        Assert.Equal([jobs[0]], await ListAsync($"batch={IdOf(first)}&tag=red&q=fox&status=queued"));
        Assert.Empty(await ListAsync("batch=bat_none"));
    }

    [Fact]
    public async Task It_is_counted_by_status_pictures_and_costs()
    {
        var batch = await host.BatchAsync("""{"jobs": [{"prompt": "a fox", "count": 2}, {"prompt": "a hen"}, {"prompt": "a cat"}]}""");
        var jobs = JobsOf(batch);
        await host.TellAsync(jobs[0]!, [.. StoredOf(jobs[0]!, 0), .. StoredOf(jobs[0]!, 1)]);
        await host.TellAsync(jobs[1]!, Some.Failed(0) with { JobId = jobs[1]! });

        var counted = await host.ReadAsync("/api/v1/batches/" + IdOf(batch));
        Assert.Equal((3, 1), (counted.GetProperty("jobs").GetInt32(), counted.GetProperty("open").GetInt32()));
        var statuses = counted.GetProperty("statuses");
        Assert.Equal((1, 1, 1, 0), (Count("succeeded"), Count("failed"), Count("queued"), Count("needs_attention")));
        Assert.Equal((2, 4), (counted.GetProperty("pictures").GetProperty("completed").GetInt32(), counted.GetProperty("pictures").GetProperty("total").GetInt32()));
        Assert.Equal(2, counted.GetProperty("usage").GetProperty("billed").GetInt32());
        var cost = (await host.ReadAsync("/api/v1/jobs/" + jobs[0])).GetProperty("cost");
        Assert.Equal(cost.GetProperty("amount").GetDecimal(), counted.GetProperty("costs")[0].GetProperty("amount").GetDecimal());
        Assert.Equal(JsonValueKind.Null, counted.GetProperty("finished_at").ValueKind);

        int Count(string status) => statuses.GetProperty(status).GetInt32();
    }

    [Fact]
    public async Task A_cancel_stops_what_is_open_and_may_come_again()
    {
        var batch = await host.BatchAsync("""{"jobs": [{"prompt": "a fox"}, {"prompt": "a hen"}]}""");
        var jobs = JobsOf(batch);
        await host.TellAsync(jobs[0]!, Some.Failed(0) with { JobId = jobs[0]! });
        for (var time = 0; time < 2; time++)
        {
            var canceled = await CancelAsync(IdOf(batch));
            Assert.Equal((0, 1, 1), (canceled.GetProperty("open").GetInt32(), Status(canceled, "failed"), Status(canceled, "canceled")));
        }

        Assert.Equal("pending", (await host.ReadAsync("/api/v1/jobs/" + jobs[1])).GetProperty("cancellation").GetString());
    }

    [Fact]
    public async Task A_hundred_are_canceled_while_they_move()
    {
        var batch = await host.BatchAsync(JsonSerializer.Serialize(new { jobs = Enumerable.Range(0, 100).Select(i => new { prompt = $"fox {i}" }) }));
        var moving = Task.WhenAll(JobsOf(batch).Select(id => host.TellAsync(
            id!, Some.Started(0) with { JobId = id! }, Some.Generated(0) with { JobId = id! }, StoredOf(id!, 0)[^1])));
        var canceled = await CancelAsync(IdOf(batch));
        await moving;
        Assert.Equal(0, canceled.GetProperty("open").GetInt32());
        Assert.Equal(100, Status(canceled, "canceled") + Status(canceled, "succeeded"));
        var after = await host.ReadAsync("/api/v1/batches/" + IdOf(batch));
        Assert.Equal((100, 0), (after.GetProperty("pictures").GetProperty("completed").GetInt32(), after.GetProperty("open").GetInt32()));
    }

    [Theory]
    [InlineData("bat_none")]
    [InlineData("none")]
    public async Task An_unknown_batch_is_404(string id)
    {
        Assert.Equal("batch_not_found", (await JobsHost.ProblemAsync(await host.GetAsync("/api/v1/batches/" + id), 404)).GetProperty("code").GetString());
        await JobsHost.ProblemAsync(await host.PostAsync($"/api/v1/batches/{id}/cancel", "{}"), 404);
    }

    private static object[] StoredOf(string id, int index) =>
        [Some.Generated(index) with { JobId = id }, Some.Stored(index) with { JobId = id }];

    private static int Status(JsonElement batch, string status) => batch.GetProperty("statuses").GetProperty(status).GetInt32();

    private async Task<JsonElement> CancelAsync(string id)
    {
        var response = await host.PostAsync($"/api/v1/batches/{id}/cancel", "");
        Assert.Equal(202, (int)response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private async Task<IReadOnlyList<string?>> ListAsync(string query) =>
        [.. (await host.ReadAsync("/api/v1/jobs?" + query)).GetProperty("data").EnumerateArray().Select(job => job.GetProperty("id").GetString())];
}
