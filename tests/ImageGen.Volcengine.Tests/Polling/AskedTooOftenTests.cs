using ImageGen.Volcengine.Admission;
using ImageGen.Volcengine.Admission.Pacing;
using ImageGen.Volcengine.Apis;
using ImageGen.Volcengine.Tasks;
using ImageGen.Volcengine.Tests.Support;
using ImageGen.Volcengine.Wire;
using Microsoft.Extensions.Time.Testing;

namespace ImageGen.Volcengine.Tests.Polling;

/// <summary>Twenty questions that were out together are refused together: one refusal, not twenty.</summary>
public sealed class AskedTooOftenTests : IAsyncLifetime
{
    private const int Jobs = 20;

    private readonly FakeTimeProvider time = Clock.Stopped();
    private readonly Store store = Store.Sqlite();
    private readonly StubApi provider = new() { PollsPerSecond = 20 };
    private Replica worker = null!;

    public async ValueTask InitializeAsync()
    {
        provider.Answer = _ => provider.Accept();
        worker = Replica.Over(store, time, provider);
        for (var job = 0; job < Jobs; job++)
            await worker.AskAsync(Commands.Of($"job_{job}", time));
        await worker.SubmitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await worker.DisposeAsync();
        store.Dispose();
    }

    [Fact]
    public async Task They_cost_a_moment_and_not_one_each()
    {
        time.Pass(60_000);
        provider.Result = () => new PollOutcome.Unavailable("too often", Throttled: true);
        await time.GoOnAsync(worker.PollAsync());
        Assert.Equal(Jobs, provider.Asked.Count);
        foreach (var task in await TasksAsync())
            Assert.InRange(task.NextPollAt!.Value - time.Milliseconds(), 0, 10_000);

        time.Pass(1_000);
        var budget = Rate.OfPolls(provider.Name, provider.Accounts[0].Id);
        Assert.NotEmpty(await worker.Get<Rates>().DrawAsync(budget, perSecond: 20, most: 1, TestContext.Current.CancellationToken));

        provider.Result = () => new PollOutcome.Done([new ProviderPicture("https://pictures.example/1.png")], RequestId: null);
        time.Pass(10_000);
        await time.GoOnAsync(worker.PollAsync());
        Assert.All(await TasksAsync(), task => Assert.Equal(TaskState.Delivered, task.State));
    }

    [Fact]
    public async Task An_account_is_stretched_once_for_what_was_refused_together()
    {
        var (pace, question) = (worker.Get<PollPace>(), (await worker.TaskAsync("job_0:1:0")).ToProvider());

        for (var n = 0; n < Jobs; n++)
            await pace.LearnAsync(question, throttled: true, TestContext.Current.CancellationToken);
        Assert.Equal(1.5, pace.Stretch(question));

        time.Pass(1_000);
        await pace.LearnAsync(question, throttled: true, TestContext.Current.CancellationToken);
        Assert.Equal(2.25, pace.Stretch(question));
    }

    private async Task<IReadOnlyList<GenerationTask>> TasksAsync() =>
        [.. (await worker.Tasks.GetManyAsync([.. Enumerable.Range(0, Jobs).Select(job => $"job_{job}:1:0")], TestContext.Current.CancellationToken)).Select(task => task.Body)];
}
