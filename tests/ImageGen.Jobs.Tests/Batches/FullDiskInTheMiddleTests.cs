using ImageGen.Jobs.Tests.Support;
using ImageGen.Persistence;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using static ImageGen.Jobs.Tests.Batches.BatchReader;

namespace ImageGen.Jobs.Tests.Batches;

public sealed class FullDiskInTheMiddleTests
{
    private const string Body = """{"grid": {"prompts": ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"]}}""";

    [Fact]
    public async Task It_is_said_of_the_entries_that_it_hit_and_they_are_made_when_there_is_room()
    {
        await using var host = new ShrinkingDiskHost();
        await host.InitializeAsync();
        host.Left = 5;
        var first = await host.BatchAsync(Body, "a-key");
        Assert.Equal(5, first.GetProperty("accepted").GetInt32());
        var refused = EntriesOf(first).Where(entry => entry.TryGetProperty("error", out _)).Select(entry => entry.GetProperty("error")).ToList();
        Assert.All(refused, error => Assert.Equal(
            (507, "insufficient_storage", true), (error.GetProperty("status").GetInt32(), error.GetProperty("code").GetString(), error.GetProperty("retryable").GetBoolean())));

        host.Left = int.MaxValue;
        var second = await host.BatchAsync(Body, "a-key");
        Assert.Equal(12, second.GetProperty("accepted").GetInt32());
        Assert.Equal(5, JobsOf(first).OfType<string>().Intersect(JobsOf(second)).Count());
    }

    [Fact]
    public async Task Where_it_hits_all_it_is_the_answer_and_says_when_to_come_again()
    {
        await using var host = new ShrinkingDiskHost();
        await host.InitializeAsync();
        host.Left = 0;
        var response = await host.PostBatchAsync(Body);
        Assert.Equal(TimeSpan.FromMinutes(1), response.Headers.RetryAfter!.Delta);
        var problem = await JobsHost.ProblemAsync(response, 507);
        Assert.Equal(("insufficient_storage", 12), (problem.GetProperty("code").GetString(), EntriesOf(problem).Count));
    }

    private sealed class ShrinkingDiskHost : JobsHost
    {
        private int left = int.MaxValue;

        /// <summary>How many jobs there is room for.</summary>
        public int Left
        {
            set => left = value;
        }

        private protected override void Add(WebApplicationBuilder builder) =>
            builder.Services.AddSingleton(new FreeSpace(() => Interlocked.Decrement(ref left) >= 0 ? long.MaxValue : 0, floor: 1));
    }
}
