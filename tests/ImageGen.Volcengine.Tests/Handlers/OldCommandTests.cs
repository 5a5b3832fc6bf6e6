using ImageGen.Contracts;
using ImageGen.Volcengine.Tasks;
using ImageGen.Volcengine.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace ImageGen.Volcengine.Tests.Handlers;

/// <summary>An operator empties an error queue, and what the commands in it have made is kept no more.</summary>
public sealed class OldCommandTests : IDisposable
{
    private readonly FakeTimeProvider time = Clock.Stopped();
    private readonly Store store = Store.Sqlite();
    private readonly StubApi provider = new();

    public OldCommandTests() => provider.Answer = _ => provider.Accept();

    public void Dispose() => store.Dispose();

    [Fact]
    public async Task Nobody_claims_that_what_was_paid_and_forgotten_cost_nothing()
    {
        await using var worker = Replica.Over(store, time, provider);
        var command = Commands.Of("job_1", time);
        await worker.AskAsync(command);
        await worker.SubmitAsync();
        await worker.PassAsync(time, 60_000);
        Assert.Equal(TaskState.Delivered, (await worker.TaskAsync("job_1:1:0")).State);
        time.Pass((24 * 3_600_000) + ProtocolTimes.Retention);
        var kept = await worker.Tasks.GetAsync("job_1:1:0", TestContext.Current.CancellationToken);
        Assert.True(await worker.Tasks.DeleteAsync(kept!, TestContext.Current.CancellationToken));

        await worker.AskAsync(command);

        var task = await worker.TaskAsync("job_1:1:0");
        Assert.Equal((TaskState.Abandoned, true, null), (task.State, task.Final, task.Billed));
        var said = Assert.IsType<GenerationCanceled>(Assert.Single(TaskFacts.Of(task)));
        Assert.Equal((CancelOutcome.Unknown, true), (said.Outcome, said.Final));
        await worker.SubmitAsync();
        Assert.Single(provider.Submits);
    }

    [Fact]
    public async Task One_that_only_comes_after_its_deadline_was_never_submitted()
    {
        await using var worker = Replica.Over(store, time, provider);
        var command = Commands.Of("job_1", time);
        time.Pass(2 * 24 * 3_600_000);

        await worker.AskAsync(command);

        var task = await worker.TaskAsync("job_1:1:0");
        Assert.Equal((TaskState.Refused, (bool?)false), (task.State, task.Billed));
    }
}
