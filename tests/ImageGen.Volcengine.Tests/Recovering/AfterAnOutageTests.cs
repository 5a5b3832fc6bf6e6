using ImageGen.Volcengine.Recovering;
using ImageGen.Volcengine.Tasks;
using ImageGen.Volcengine.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace ImageGen.Volcengine.Tests.Recovering;

/// <summary>
/// The store went away in the moment an intent was written, and stayed away until the intent was stale. Its writer knows that nothing was
/// sent; whoever looks at the clock does not.
/// </summary>
public sealed class AfterAnOutageTests : IAsyncLifetime
{
    private const string Id = "job_1:1:0";

    private readonly FakeTimeProvider time = Clock.Stopped();
    private readonly Store store = Store.Sqlite();
    private readonly StubApi provider = new();
    private readonly Store storeOfOther;
    private Replica writer = null!;
    private Replica other = null!;
    private Task<int> submitting = null!;

    public AfterAnOutageTests() => storeOfOther = store.Beside();

    public async ValueTask InitializeAsync()
    {
        provider.Answer = _ => provider.Accept();
        writer = Replica.Over(store, time, provider);
        other = Replica.Over(storeOfOther, time, provider);
        await writer.AskAsync(Commands.Of("job_1", time));
        var begun = new TaskCompletionSource();
        store.After = call =>
        {
            if (call is not { Operation: "ReplaceAsync", Argument: GenerationTask { State: TaskState.Submitting } })
                return Task.CompletedTask;
            store.Before = storeOfOther.Before = Away;
            begun.SetResult();
            throw new IOException("The answer is lost.");
        };
        submitting = writer.SubmitAsync();
        await begun.Task;
        for (var passed = 0; passed < 150; passed += 5)
        {
            await Assert.ThrowsAsync<IOException>(RecoverAsync);
            time.Pass(5_000);
        }
        Assert.False(submitting.IsCompleted);
    }

    public async ValueTask DisposeAsync()
    {
        await writer.DisposeAsync();
        await other.DisposeAsync();
        store.Dispose();
    }

    [Fact]
    public async Task Who_waited_in_it_speaks_first_and_the_part_goes_out()
    {
        store.After = _ => Task.CompletedTask;
        store.Before = storeOfOther.Before = _ => Task.CompletedTask;
        var recovering = RecoverAsync();
        await time.GoOnAsync(submitting);
        Assert.False(recovering.IsCompleted);
        Assert.Equal(TaskState.Ready, (await other.TaskAsync(Id)).State);
        await time.GoOnAsync(recovering);
        await time.GoOnAsync(writer.SubmitAsync());
        Assert.Equal(TaskState.Running, (await other.TaskAsync(Id)).State);
        Assert.Single(provider.Submits);
    }

    [Fact]
    public async Task Where_nobody_says_anything_it_is_unknown_a_moment_later()
    {
        storeOfOther.Before = _ => Task.CompletedTask;
        var recovering = RecoverAsync();
        time.Pass(29_000);
        Assert.Equal(TaskState.Submitting, (await other.TaskAsync(Id)).State);
        await time.GoOnAsync(recovering);
        Assert.Equal(TaskState.Unknown, (await other.TaskAsync(Id)).State);

        store.After = _ => Task.CompletedTask;
        store.Before = _ => Task.CompletedTask;
        await time.GoOnAsync(submitting);
        Assert.Empty(provider.Submits);
    }

    private static Task Away(StoreCall call) => throw new IOException("away");

    private Task<int> RecoverAsync() => other.Get<RecoverHandler>().RunOnceAsync(TestContext.Current.CancellationToken);
}
