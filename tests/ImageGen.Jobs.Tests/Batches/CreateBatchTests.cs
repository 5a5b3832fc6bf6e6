using System.Text.Json;
using ImageGen.Jobs.Tests.Support;
using static ImageGen.Jobs.Tests.Batches.BatchReader;

namespace ImageGen.Jobs.Tests.Batches;

public sealed class CreateBatchTests(JobsHost host) : IClassFixture<JobsHost>
{
    [Fact]
    public async Task Each_entry_has_its_outcome_by_index_and_what_is_right_is_made()
    {
        var batch = await host.BatchAsync(
            """{"jobs": [{"prompt": "a fox"}, {"prompt": ""}, null, {"prompt": "a hen", "size": "7x7", "tags": ["", "b"]}, {"prompt": "a cat", "priority": "interactive"}]}""");
        var entries = EntriesOf(batch);
        Assert.Equal([0, 1, 2, 3, 4], entries.Select(entry => entry.GetProperty("index").GetInt32()));
        Assert.Equal(2, batch.GetProperty("accepted").GetInt32());
        var jobs = JobsOf(batch);
        Assert.Equal([true, false, false, false, true], jobs.Select(job => job is not null));
        Assert.Equal(["/jobs/1/prompt", "/jobs/2", "/jobs/3/size"], entries.Skip(1).Take(3).Select(PointerOf));
        Assert.Equal(422, entries[1].GetProperty("error").GetProperty("status").GetInt32());
        var made = await host.ReadAsync("/api/v1/jobs/" + jobs[4]);
        Assert.Equal((IdOf(batch), 4), (made.GetProperty("batch").GetString(), made.GetProperty("batch_index").GetInt32()));
        Assert.Equal("interactive", made.GetProperty("priority").GetString());
        Assert.Equal("batch", (await host.ReadAsync("/api/v1/jobs/" + jobs[0])).GetProperty("priority").GetString());
    }

    [Fact]
    public async Task A_grid_makes_every_combination_in_its_order()
    {
        var batch = await host.BatchAsync(
            """{"grid": {"prompts": ["a fox", "a hen"], "sizes": ["1024x1024", "1328x1328"], "seeds": [7, 8]}, "common": {"tags": ["grid"], "model": "jimeng-t2i-3.0"}}""");
        var made = EntriesOf(batch).Select(entry => entry.GetProperty("job").GetProperty("parameters")).ToList();
        Assert.Equal(
            from prompt in new[] { "a fox", "a hen" } from size in new[] { "1024x1024", "1328x1328" } from seed in new[] { 7, 8 } select (prompt, size, seed),
            made.Select(job => (job.GetProperty("prompt").GetString()!, job.GetProperty("size").GetString()!, job.GetProperty("seed").GetInt32())));
        Assert.All(EntriesOf(batch), entry => Assert.Equal("grid", entry.GetProperty("job").GetProperty("tags")[0].GetString()));
    }

    [Fact]
    public async Task What_is_wrong_in_a_grid_is_named_where_it_stands()
    {
        var batch = await host.BatchAsync(
            """{"grid": {"models": ["jimeng-t2i-4.0", "none"], "sizes": ["2048x2048", "1x1"]}, "common": {"prompt": "a fox", "count": 1}}""");
        Assert.Equal(["/grid/sizes/1", "/grid/models/1", "/grid/models/1"], EntriesOf(batch).Skip(1).Select(PointerOf));
        var problem = await JobsHost.ProblemAsync(await host.PostBatchAsync("""{"grid": {"prompts": ["a", "b"]}, "common": {"count": 99}}"""), 422);
        Assert.Equal("/common/count", problem.GetProperty("errors")[0].GetProperty("pointer").GetString());
    }

    [Theory]
    [InlineData("{}", "")]
    [InlineData("""{"jobs": [{"prompt": "a"}], "grid": {}}""", "")]
    [InlineData("""{"jobs": []}""", "/jobs")]
    [InlineData("""{"jobs": [{"prompt": "a"}], "common": {"count": 1}}""", "/common")]
    [InlineData("""{"grid": {"prompts": []}}""", "/grid/prompts")]
    [InlineData("""{"grid": {"prompts": ["a"]}, "common": {"prompt": "b"}}""", "/common/prompt")]
    [InlineData("""{"grid": {"prompts": ["a", "b", "c"], "seeds": [1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,32,33,34]}}""", "/grid")]
    public async Task A_batch_that_can_not_be_one_is_422(string body, string pointer)
    {
        var problem = await JobsHost.ProblemAsync(await host.PostBatchAsync(body), 422);
        Assert.Equal(pointer, problem.GetProperty("errors")[0].GetProperty("pointer").GetString());
    }

    [Theory]
    [InlineData("""{"jobs": {}}""", "/jobs")]
    [InlineData("""{"jobs": [{"prompt": "a"}, {"prompt": 7}]}""", "/jobs/1/prompt")]
    [InlineData("""{"jobs": [{"prompt": "a"}, {"promt": "b"}]}""", "/jobs/1/promt")]
    [InlineData("""{"grid": {"seeds": ["a"]}}""", "/grid/seeds/0")]
    public async Task A_batch_that_can_not_be_read_is_400_and_makes_nothing(string body, string pointer)
    {
        var problem = await JobsHost.ProblemAsync(await host.PostBatchAsync(body), 400);
        Assert.Equal(pointer, problem.GetProperty("errors")[0].GetProperty("pointer").GetString());
    }

    [Fact]
    public async Task A_hundred_and_one_are_too_many()
    {
        var body = JsonSerializer.Serialize(new { jobs = Enumerable.Repeat(new { prompt = "a fox" }, 101) });
        await JobsHost.ProblemAsync(await host.PostBatchAsync(body), 422);
    }

    [Fact]
    public async Task Where_none_is_accepted_the_problem_says_why_of_each()
    {
        var problem = await JobsHost.ProblemAsync(await host.PostBatchAsync("""{"jobs": [{"prompt": ""}, {"prompt": "a", "model": "none"}]}"""), 422);
        Assert.Equal("batch_refused", problem.GetProperty("code").GetString());
        var entries = EntriesOf(problem);
        Assert.Equal(["invalid_request", "unknown_model"], entries.Select(entry => entry.GetProperty("error").GetProperty("code").GetString()));
        Assert.Equal([0, 1], entries.Select(entry => entry.GetProperty("index").GetInt32()));
    }

    [Fact]
    public async Task Where_all_are_refused_for_one_reason_that_is_the_reason_of_the_whole()
    {
        var problem = await JobsHost.ProblemAsync(await host.PostBatchAsync("""{"grid": {"seeds": [1, 2]}, "common": {"prompt": "a", "model": "none"}}"""), 422);
        Assert.Equal("unknown_model", problem.GetProperty("code").GetString());
        Assert.Equal(2, EntriesOf(problem).Count);
    }

    [Fact]
    public async Task A_body_may_be_as_long_as_a_hundred_jobs_need_and_no_longer()
    {
        Assert.Equal(1, (await host.BatchAsync(Body(bytes: 3 << 20))).GetProperty("accepted").GetInt32());
        Assert.Equal("body_too_large", (await JobsHost.ProblemAsync(await host.PostBatchAsync(Body(bytes: 5 << 20)), 413)).GetProperty("code").GetString());

        static string Body(int bytes) => """{"jobs": [{"prompt": "a fox"}""" + new string(' ', bytes) + "]}";
    }
}
