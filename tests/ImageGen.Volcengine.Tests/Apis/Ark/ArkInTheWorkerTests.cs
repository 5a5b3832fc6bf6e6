using ImageGen.Contracts;
using ImageGen.TestKit;
using ImageGen.Volcengine.Tasks;
using ImageGen.Volcengine.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace ImageGen.Volcengine.Tests.Apis.Ark;

/// <summary>The synchronous call in the real worker: what is written down and said, and when.</summary>
public class ArkInTheWorkerTests
{
    [Fact]
    public async Task Each_picture_of_a_group_is_published_as_it_arrives()
    {
        await using var provider = await StandIn.StartAsync();
        await using var worker = await RunningWorker.StartAsync(provider);
        // The third picture is never made: what is said before it can not have waited for the end.
        await provider.FaultAsync(new { on = "generate", kind = "hang", pictures = 2 });
        await worker.GenerateAsync(Arks.Group(3));

        await Eventually.HoldsAsync("two pictures are published", () => Task.FromResult(Published(worker).Distinct().Count() == 2));

        Assert.Equal([0, 1], Published(worker).Distinct().Order());
        Assert.All(worker.Facts.Of<ImagesGenerated>(), fact => Assert.Equal(fact.Indices, fact.Images.Select(image => image.Index)));
        Assert.Equal(TaskState.Submitting, (await worker.TaskAsync()).State);
        Assert.Single(await provider.LedgerAsync());
    }

    [Fact]
    public async Task A_whole_group_is_delivered_by_one_call()
    {
        await using var provider = await StandIn.StartAsync();
        await using var worker = await RunningWorker.StartAsync(provider);
        await worker.GenerateAsync(Arks.Group(4));
        var task = await EndAsync(worker);
        Assert.Equal((TaskState.Delivered, 4, null), (task.State, task.Result!.Images.Count, task.Error));
        var line = Assert.Single(await provider.LedgerAsync());
        Assert.Equal(4, line["delivered"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_broken_stream_delivers_what_came_and_leaves_the_rest_unknown()
    {
        var time = new FakeTimeProvider();
        await using var provider = await StandIn.StartAsync(time);
        await using var worker = await RunningWorker.StartAsync(provider);
        await provider.FaultAsync(new { on = "generate", kind = "reset_after", pictures = 1, delay_ms = 60_000 });
        await worker.GenerateAsync(Arks.Group(3));
        await Eventually.HoldsAsync("the first picture is published", () => Task.FromResult(Published(worker).Any()));
        await Eventually.HoldsAsync("the stream breaks", async () =>
        {
            // The fault's delay begins a moment after the picture went out.
            time.Advance(TimeSpan.FromMinutes(1));
            return (await worker.TaskAsync()).State != TaskState.Submitting;
        });

        var task = await worker.TaskAsync();
        Assert.Equal((TaskState.Unknown, 0), (task.State, Assert.Single(task.Result!.Images).Index));
        await Eventually.HoldsAsync("the rest is said to be unknown", () => Task.FromResult(worker.Facts.Of<GenerationUnknown>().Any()));
        Assert.All(worker.Facts.Of<GenerationUnknown>(), fact => Assert.Equal([1, 2], fact.Indices));
        Assert.Single(await provider.LedgerAsync());
    }

    [Fact]
    public async Task One_picture_that_can_not_be_read_leaves_the_other_published()
    {
        await using var provider = await StandIn.StartAsync();
        await using var worker = await RunningWorker.StartAsync(provider);
        await worker.GenerateAsync(Arks.Group(2) with { Prompt = "一只猫 [[one-of-two-bad]]" });

        var task = await EndAsync(worker);
        Assert.Equal((TaskState.Unknown, 1), (task.State, Assert.Single(task.Result!.Images).Index));
        Assert.Contains("can not be read", task.UnknownReason, StringComparison.Ordinal);
        await Eventually.HoldsAsync("the good one is published", () => Task.FromResult(Published(worker).Contains(1)));
    }

    [Theory]
    [InlineData("b64-prefix")]
    [InlineData("url-data")]
    public async Task A_picture_that_comes_as_bytes_is_put_into_our_store(string fault)
    {
        await using var provider = await StandIn.StartAsync();
        await using var worker = await RunningWorker.StartAsync(provider);
        await worker.GenerateAsync(Arks.Request() with { Prompt = $"一只猫 [[{fault}]]" });

        var task = await EndAsync(worker);
        var image = Assert.Single(task.Result!.Images);
        Assert.Equal((TaskState.Delivered, null, "incoming/" + image.ImageId), (task.State, image.SourceUrl, image.SourceKey));
    }

    [Theory]
    [InlineData("html-403")]
    [InlineData("empty-502")]
    public async Task A_page_in_the_place_of_an_answer_waits_for_a_person(string fault)
    {
        await using var provider = await StandIn.StartAsync();
        await using var worker = await RunningWorker.StartAsync(provider);
        await worker.GenerateAsync(Arks.Request() with { Prompt = $"一只猫 [[{fault}]]" });

        Assert.Equal(TaskState.Unknown, (await EndAsync(worker)).State);
        Assert.Single(await provider.LedgerAsync());
    }

    [Theory]
    [InlineData("fail_rest", "provider_error")]
    [InlineData("fewer", "not_delivered")]
    public async Task A_group_that_ends_early_says_why_the_rest_is_missing(string kind, string error)
    {
        await using var provider = await StandIn.StartAsync();
        await using var worker = await RunningWorker.StartAsync(provider);
        await provider.FaultAsync(new { on = "generate", kind, pictures = 2 });
        await worker.GenerateAsync(Arks.Group(4));
        var task = await EndAsync(worker);
        Assert.Equal((TaskState.Delivered, error), (task.State, task.Error?.Code));
        Assert.Equal([0, 1], task.Result!.Images.Select(image => image.Index));
    }

    [Fact]
    public async Task A_stop_waits_for_the_call_on_the_wire()
    {
        var time = new FakeTimeProvider();
        await using var provider = await StandIn.StartAsync(time);
        await using var worker = await RunningWorker.StartAsync(provider);
        Assert.True(worker.ShutdownTimeout > TimeSpan.FromSeconds(Arks.Model("seedream-4.5").MaxSeconds));
        await provider.FaultAsync(new { on = "generate", kind = "slow", delay_ms = 60_000 });
        await worker.GenerateAsync(Arks.Request());
        await Eventually.HoldsAsync("the call is on the wire", async () => (await provider.LedgerAsync()).Count == 1);

        var stopping = worker.StopAsync();
        await Task.WhenAny(stopping, Task.Delay(500, TestContext.Current.CancellationToken));
        Assert.False(stopping.IsCompleted);
        // The fault's delay begins a moment after the ledger's entry.
        await Eventually.HoldsAsync("the worker stops when the answer is there", () =>
        {
            time.Advance(TimeSpan.FromMinutes(1));
            return Task.FromResult(stopping.IsCompleted);
        });
        await stopping;

        Assert.Equal(TaskState.Delivered, (await worker.TaskAsync()).State);
    }

    private static IEnumerable<int> Published(RunningWorker worker) =>
        worker.Facts.Of<ImagesGenerated>().SelectMany(fact => fact.Images).Select(image => image.Index);

    private static async Task<GenerationTask> EndAsync(RunningWorker worker)
    {
        await Eventually.HoldsAsync("the task has ended", async () => (await worker.TaskAsync()).State is not (TaskState.Ready or TaskState.Submitting));
        return await worker.TaskAsync();
    }
}
