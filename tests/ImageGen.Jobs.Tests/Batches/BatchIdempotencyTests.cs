using System.Text.Json;
using ImageGen.Contracts;
using ImageGen.Jobs.Domain;
using ImageGen.Jobs.Models;
using ImageGen.Jobs.Tests.Support;
using ImageGen.Persistence;
using static ImageGen.Jobs.Tests.Batches.BatchReader;

namespace ImageGen.Jobs.Tests.Batches;

public sealed class BatchIdempotencyTests(JobsHost host) : IClassFixture<JobsHost>
{
    private const string Body = """{"jobs": [{"prompt": "a fox", "metadata": {"b": "2", "a": "1"}}, {"prompt": ""}, {"prompt": "a hen"}]}""";

    [Fact]
    public async Task The_same_key_and_content_make_the_same_jobs()
    {
        var key = Guid.NewGuid().ToString();
        var first = await host.BatchAsync(Body, key);
        var again = await host.PostBatchAsync("""{ "jobs": [{"metadata": {"a": "1", "b": "2"}, "prompt": "a\u0020fox", "seed": null}, {"prompt": ""}, {"prompt": "a hen"}] }""", key);
        Assert.Equal("true", Assert.Single(again.Headers.GetValues("Idempotency-Replayed")));
        var second = JsonDocument.Parse(await again.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal((IdOf(first), 202), (IdOf(second), (int)again.StatusCode));
        Assert.Equal(JobsOf(first), JobsOf(second));
        Assert.Equal(2, await CountAsync(IdOf(first)));
    }

    [Fact]
    public async Task Many_at_once_with_one_key_make_each_job_once()
    {
        var key = Guid.NewGuid().ToString();
        var batches = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => host.BatchAsync(Body, key)));
        var first = JobsOf(batches[0]);
        Assert.All(batches, batch => Assert.Equal(first, JobsOf(batch)));
        Assert.Equal(2, await CountAsync(IdOf(batches[0])));
    }

    [Fact]
    public async Task What_a_crash_left_undone_is_finished_with_the_same_ids()
    {
        var key = Guid.NewGuid().ToString();
        var body = JsonSerializer.Serialize(new { jobs = Enumerable.Range(0, 20).Select(i => new { prompt = $"fox {i}" }) });
        var first = await host.BatchAsync(body, key);
        var store = host.Service<IDocuments<Job>>();
        // As a crash leaves it in the middle. The outbox may write in between.
        foreach (var id in JobsOf(first).Where((_, index) => index % 3 == 1))
        {
            while (await store.GetAsync(id!, CancellationToken.None) is { } stored)
                await store.DeleteAsync(stored, CancellationToken.None);
        }

        var second = await host.BatchAsync(body, key);
        Assert.Equal(JobsOf(first), JobsOf(second));
        Assert.Equal(20, await CountAsync(IdOf(first)));
        Assert.Equal(
            Enumerable.Range(0, 20).Select(i => $"fox {i}"),
            EntriesOf(second).Select(entry => entry.GetProperty("job").GetProperty("parameters").GetProperty("prompt").GetString()));
    }

    [Fact]
    public async Task A_repeated_request_makes_what_was_refused_and_is_right_now()
    {
        await using var other = new JobsHost();
        await other.InitializeAsync();
        const string Two = """{"jobs": [{"prompt": "a fox", "model": "seedream-4.0"}, {"prompt": "a fox", "model": "jimeng-t2i-4.0"}]}""";
        other.Service<OfferedModels>().Learn(new ApisServed { Apis = ["ark"] });
        var first = await other.BatchAsync(Two, "a-key");
        Assert.Null(JobsOf(first)[1]);

        other.Service<OfferedModels>().Learn(new ApisServed { Apis = ["ark", "visual"] });
        var second = await other.BatchAsync(Two, "a-key");
        Assert.Equal(JobsOf(first)[0], JobsOf(second)[0]);
        Assert.NotNull(JobsOf(second)[1]);
    }

    [Fact]
    public async Task The_same_key_with_another_content_is_422()
    {
        var key = Guid.NewGuid().ToString();
        await host.BatchAsync(Body, key);
        var problem = await JobsHost.ProblemAsync(await host.PostBatchAsync("""{"jobs": [{"prompt": "a hen"}]}""", key), 422);
        Assert.Equal("idempotency_key_reused", problem.GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_batch_of_which_nothing_is_accepted_does_not_use_its_key_up()
    {
        var key = Guid.NewGuid().ToString();
        await JobsHost.ProblemAsync(await host.PostBatchAsync("""{"jobs": [{"prompt": ""}]}""", key), 422);
        await host.BatchAsync(Body, key);
    }

    private async Task<int> CountAsync(string batch) => (await host.ReadAsync("/api/v1/batches/" + batch)).GetProperty("jobs").GetInt32();
}
