using ImageGen.Jobs.Create;
using ImageGen.Jobs.Domain;
using ImageGen.Jobs.Tests.Support;
using ImageGen.Persistence;
using static ImageGen.Jobs.Tests.Batches.BatchReader;

namespace ImageGen.Jobs.Tests.Batches;

public sealed class QuotaOfABatchTests
{
    private const string Ten = """{"grid": {"prompts": ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]}}""";

    [Fact]
    public async Task Exactly_as_many_as_are_left_are_accepted_and_the_others_are_told_the_limit()
    {
        await using var host = new JobsHost(folder: null, time: null, ("Jobs:Quotas:PicturesPerDay", "4"));
        await host.InitializeAsync();
        for (var time = 0; time < 2; time++)
        {
            var batch = await host.BatchAsync(Ten, "a-key");
            Assert.Equal(4, batch.GetProperty("accepted").GetInt32());
            var errors = EntriesOf(batch).Where(entry => entry.TryGetProperty("error", out _)).Select(entry => entry.GetProperty("error")).ToList();
            Assert.Equal(6, errors.Count);
            Assert.All(errors, error => Assert.Equal((429, "quota_exceeded", true), (error.GetProperty("status").GetInt32(), error.GetProperty("code").GetString(), error.TryGetProperty("limit", out _))));
        }

        var none = await JobsHost.ProblemAsync(await host.PostBatchAsync(Ten), 429);
        Assert.Equal(("quota_exceeded", 10), (none.GetProperty("code").GetString(), EntriesOf(none).Count));
    }

    /// <summary>As an id is that a process was too slow to use: its room was given to others.</summary>
    [Fact]
    public async Task A_job_whose_id_is_void_gets_another_one_which_whoever_repeats_the_request_finds()
    {
        await using var host = new JobsHost();
        await host.InitializeAsync();
        var first = JobsOf(await host.BatchAsync(Ten, "a-key"));
        var jobs = host.Service<IDocuments<Job>>();
        while (await jobs.GetAsync(first[3]!, CancellationToken.None) is { } stored)
            await jobs.DeleteAsync(stored, CancellationToken.None);
        await jobs.InsertAsync(JobRules.Void(first[3]!, 1), CancellationToken.None);

        var second = await host.BatchAsync(Ten, "a-key");
        Assert.Equal(10, second.GetProperty("accepted").GetInt32());
        Assert.NotEqual(first[3], JobsOf(second)[3]);
        Assert.Equal(JobsOf(second), JobsOf(await host.BatchAsync(Ten, "a-key")));
        Assert.Equal(10, (await host.ReadAsync("/api/v1/batches/" + IdOf(second))).GetProperty("jobs").GetInt32());
        var record = (await host.Service<IDocuments<IdempotencyRecord>>().PageAsync(new PageQuery { OrderBy = IdempotencyRecord.CreatedAtField }, CancellationToken.None)).Items.Single();
        Assert.Equal(JobsOf(second), record.Body.JobIds);
    }
}
