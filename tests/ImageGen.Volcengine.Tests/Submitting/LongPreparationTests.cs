using ImageGen.TestKit;
using ImageGen.Volcengine.Tasks;
using ImageGen.Volcengine.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace ImageGen.Volcengine.Tests.Submitting;

/// <summary>Reading, fitting and waiting for memory may take longer than a claim lasts.</summary>
public sealed class LongPreparationTests : IAsyncLifetime
{
    private readonly FakeTimeProvider time = Clock.Stopped();
    private readonly Store store = Store.Sqlite();
    private readonly StubApi provider = new();
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Store ofOne = null!;
    private Replica one = null!;
    private Replica two = null!;

    public async ValueTask InitializeAsync()
    {
        provider.Answer = _ => provider.Accept();
        provider.Preparing = (_, stopped) => provider.Prepared == 1 ? ready.Task.WaitAsync(stopped) : Task.CompletedTask;
        ofOne = store.Beside();
        (one, two) = (Replica.Over(ofOne, time, provider), Replica.Over(store, time, provider));
        await one.AskAsync(Commands.Of("job_1", time));
    }

    public async ValueTask DisposeAsync()
    {
        await one.DisposeAsync();
        await two.DisposeAsync();
        store.Dispose();
    }

    [Fact]
    public async Task A_part_stays_its_claimers_until_it_is_sent_and_is_made_ready_once()
    {
        var submitting = one.SubmitAsync();
        for (var renewals = 0; renewals < 9; renewals++)
        {
            var version = await VersionAsync();
            await PassUntilAsync("the claim is renewed", async () => await VersionAsync() > version);
            Assert.Equal(0, await two.SubmitAsync());
        }

        ready.SetResult();
        Assert.Equal(1, await submitting);
        Assert.Equal((1, 1), (provider.Prepared, provider.Submits.Count));
        Assert.Equal(TaskState.Running, (await one.TaskAsync("job_1:1:0")).State);
    }

    [Fact]
    public async Task Whoever_is_canceled_while_it_is_made_ready_is_not_made_ready_any_further()
    {
        var submitting = one.SubmitAsync();
        var part = (await one.Tasks.GetAsync("job_1:1:0", TestContext.Current.CancellationToken))!;
        await one.Get<TaskStore>().ChangeAsync(part, task => TaskRules.Cancel(task, time.Milliseconds()), TestContext.Current.CancellationToken);
        // Else it would wait for ever.
        await PassUntilAsync("it is let go of", () => Task.FromResult(submitting.IsCompleted));
        await submitting;
        Assert.Empty(provider.Submits);
        Assert.Equal(TaskState.Canceled, (await one.TaskAsync("job_1:1:0")).State);
    }

    [Fact]
    public async Task A_claimer_that_died_leaves_the_part_to_others()
    {
        var dying = one.SubmitAsync();
        await Eventually.HoldsAsync("it is made ready", () => Task.FromResult(provider.Prepared == 1));
        // Its renewals fail from now on, as those of a dead process do.
        var failed = 0;
        ofOne.Before = call => call.Argument is GenerationTask && ++failed > 0 ? throw new IOException("dead") : Task.CompletedTask;
        await PassUntilAsync("it could not renew its claim", () => Task.FromResult(failed > 0));
        time.Pass(30_000);
        Assert.Equal(1, await two.SubmitAsync());
        Assert.Equal(TaskState.Running, (await two.TaskAsync("job_1:1:0")).State);

        // And if it was only asleep, it has lost its place.
        ready.SetResult();
        await dying;
        Assert.Single(provider.Submits);
    }

    private Task PassUntilAsync(string what, Func<Task<bool>> condition) => Eventually.HoldsAsync(what, async () =>
    {
        if (await condition())
            return true;
        time.Pass(1_000);
        return false;
    });

    private async Task<long> VersionAsync() => (await two.Tasks.GetAsync("job_1:1:0", TestContext.Current.CancellationToken))!.Version;
}
