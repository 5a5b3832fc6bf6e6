using ImageGen.Contracts;
using ImageGen.Volcengine.Apis;
using ImageGen.Volcengine.Polling;
using ImageGen.Volcengine.Tasks;
using ImageGen.Volcengine.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace ImageGen.Volcengine.Tests.Polling;

/// <summary>A worker whose keys are revoked, or whose clock is wrong, asks in vain: that makes no task wait for those who are let in.</summary>
public sealed class RefusedWorkerTests : IDisposable
{
    private readonly FakeTimeProvider time = Clock.Stopped();
    private readonly Store store = Store.Sqlite();
    private readonly StubApi provider = new() { Result = () => new PollOutcome.NotLetIn("the keys are revoked") };

    public RefusedWorkerTests() => provider.Answer = _ => provider.Accept();

    public void Dispose() => store.Dispose();

    [Fact]
    public async Task A_task_is_due_for_the_others_as_if_it_had_not_been_asked_for()
    {
        await using var worker = await SubmittedAsync();
        var due = (await worker.TaskAsync("job_1:1:0")).NextPollAt!.Value;
        time.Pass(due - time.Milliseconds());

        Assert.Equal(1, await worker.PollAsync());

        var task = await worker.TaskAsync("job_1:1:0");
        Assert.Equal((TaskState.Running, due, 0), (task.State, task.NextPollAt!.Value, task.PollFaults));
        await using var other = Replica.Over(store, time, new StubApi());
        Assert.Equal(1, await other.PollAsync());
        Assert.Equal(TaskState.Delivered, (await other.TaskAsync("job_1:1:0")).State);
    }

    [Fact]
    public async Task It_asks_less_and_less_often_until_it_is_let_in()
    {
        await using var worker = await SubmittedAsync();
        time.Pass(60_000);
        Assert.Equal(1, await worker.PollAsync());
        var standing = worker.Get<PollStanding>();
        var waits = new List<long>();
        for (var round = 0; round < 12; round++)
        {
            var wait = standing.WaitAsync(TestContext.Current.CancellationToken);
            var began = time.Milliseconds();
            while (!wait.IsCompleted)
                time.Pass(1_000);
            waits.Add(time.Milliseconds() - began);
            Assert.Equal(1, await worker.PollAsync());
        }

        Assert.Equal(waits.Order(), waits);
        Assert.InRange(waits[^1], 300_000, 300_000);

        provider.Result = () => new PollOutcome.Pending();
        time.Pass(300_000);
        await worker.PollAsync();
        Assert.True(standing.WaitAsync(TestContext.Current.CancellationToken).IsCompleted);
        Assert.False(standing.IsOutEverywhere);
    }

    /// <summary>Its own time would make it wait for an hour.</summary>
    [Fact]
    public async Task What_a_worker_has_written_down_whose_clock_is_ahead_goes_out_at_once()
    {
        var ahead = Clock.Stopped();
        ahead.Pass(3_600_000);
        await using var wrong = Replica.Over(store, ahead, provider);
        await using var right = Replica.Over(store, time, provider);
        await wrong.AskAsync(Commands.Of("job_1", time));

        Assert.Equal(1, await right.SubmitAsync());
    }

    /// <summary>Else its "now" would be an hour from now for all others.</summary>
    [Fact]
    public async Task What_is_wanted_at_once_by_one_whose_clock_is_ahead_is_not_put_off_for_it()
    {
        await using var worker = await SubmittedAsync();
        var task = await worker.TaskAsync("job_1:1:0");
        var ahead = time.Milliseconds() + 3_600_000;

        Assert.Equal(task.NextPollAt, TaskRules.CalledBack(task, toldTaskId: null, ahead).NextPollAt);
        Assert.Equal(task.NextPollAt, TaskRules.Cancel(task, ahead, CancelReason.Person).NextPollAt);
        Assert.Equal(time.Milliseconds(), TaskRules.CalledBack(task, toldTaskId: null, time.Milliseconds()).NextPollAt);
        var unknown = task with { State = TaskState.Unknown, ProviderTaskId = null, NextPollAt = null };
        Assert.True(TaskRules.CalledBack(unknown, "told", ahead).NextPollAt <= time.Milliseconds());
    }

    [Fact]
    public void Who_is_let_in_by_one_account_goes_on_by_it_unless_the_clock_is_wrong()
    {
        var standing = new PollStanding(time);
        var (one, other) = (new ProviderTask("visual", "cred_a", "model", "1", ContentId: "1"), new ProviderTask("visual", "cred_b", "model", "2", ContentId: "2"));
        standing.Learn(one, new PollOutcome.Pending());
        standing.Learn(other, new PollOutcome.NotLetIn("the keys are revoked"));
        Assert.Equal((false, true, false), (standing.IsOut(one), standing.IsOut(other), standing.IsOutEverywhere));

        // Nobody asks by the first any more: that it was let in once says nothing now.
        time.Pass(2_000);
        standing.Learn(other, new PollOutcome.NotLetIn("the clock is off", ByClock: true));
        Assert.True(standing.IsOutEverywhere);
    }

    [Fact]
    public async Task What_the_provider_has_forgotten_by_now_ends_all_the_same()
    {
        await using var worker = await SubmittedAsync();
        time.Pass(ProviderTimes.TaskLife);

        await worker.PollAsync();

        Assert.Equal(TaskState.Lost, (await worker.TaskAsync("job_1:1:0")).State);
    }

    private async Task<Replica> SubmittedAsync()
    {
        var worker = Replica.Over(store, time, provider);
        await worker.AskAsync(Commands.Of("job_1", time));
        await worker.SubmitAsync();
        return worker;
    }
}
