using ImageGen.Volcengine.Apis;
using ImageGen.Volcengine.Handlers;
using ImageGen.Volcengine.Tasks;
using ImageGen.Volcengine.Tests.Support;
using ImageGen.Volcengine.Wire;
using Microsoft.Extensions.Time.Testing;

namespace ImageGen.Volcengine.Tests.Handlers;

/// <summary>Results that are read again, because Storage could not read their links.</summary>
public sealed class RefetchTests : IAsyncLifetime
{
    private readonly FakeTimeProvider time = Clock.Stopped();
    private readonly Store store = Store.Sqlite();
    private readonly StubApi provider = new();
    private Replica worker = null!;

    public ValueTask InitializeAsync()
    {
        provider.Answer = _ => provider.Accept();
        worker = Replica.Over(store, time, provider);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await worker.DisposeAsync();
        store.Dispose();
    }

    [Fact]
    public async Task After_an_outage_of_storage_they_keep_the_accounts_budget()
    {
        const int Jobs = 40;
        await DeliverAsync(Jobs);
        provider.PollsPerSecond = 8;
        provider.Result = () => Links("2");
        var (start, before) = (time.Milliseconds(), provider.Asked.Count);

        await time.GoOnAsync(Task.WhenAll(Enumerable.Range(0, Jobs).Select(job => RefetchAsync($"job_{job}")).ToList()));

        Assert.Equal(Jobs, provider.Asked.Count - before);
        Assert.InRange(time.Milliseconds() - start, (Jobs - 1) * 1_000 / 8, long.MaxValue);
    }

    [Fact]
    public async Task A_task_that_is_not_found_once_may_be_found_the_next_time()
    {
        await DeliverAsync(1);

        provider.Result = () => new PollOutcome.NotFound();
        await RefetchAsync("job_0");
        Assert.False((await TaskAsync()).Result!.SourcesGone);

        provider.Result = () => Links("2");
        await RefetchAsync("job_0");
        Assert.Equal("https://pictures.example/2.png", (await TaskAsync()).Result!.Images[0].SourceUrl);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_sources_are_gone_when_the_provider_says_so_or_has_forgotten_the_task(bool says)
    {
        await DeliverAsync(1);
        if (!says)
            time.Pass(ProviderTimes.TaskLife);

        provider.Result = () => says ? new PollOutcome.Expired() : new PollOutcome.NotFound();
        await RefetchAsync("job_0");

        Assert.True((await TaskAsync()).Result!.SourcesGone);
    }

    private async Task DeliverAsync(int jobs)
    {
        for (var job = 0; job < jobs; job++)
            await worker.AskAsync(Commands.Of($"job_{job}", time));
        while (await worker.SubmitAsync() > 0)
        {
        }

        await worker.PassAsync(time, 120_000);
        Assert.Equal(TaskState.Delivered, (await worker.TaskAsync($"job_{jobs - 1}:1:0")).State);
    }

    private Task RefetchAsync(string job) => worker.Get<RefetchImagesHandler>().HandleAsync(
        new Contracts.RefetchImages { JobId = job, Attempt = 1, Indices = [0] }, TestContext.Current.CancellationToken);

    private Task<GenerationTask> TaskAsync() => worker.TaskAsync("job_0:1:0");

    private static PollOutcome.Done Links(string name) => new([new ProviderPicture($"https://pictures.example/{name}.png")], RequestId: null);
}
