using ImageGen.Persistence;
using ImageGen.TestKit;
using ImageGen.Volcengine.Admission;
using ImageGen.Volcengine.Apis;
using ImageGen.Volcengine.Polling;
using ImageGen.Volcengine.Recovering;
using ImageGen.Volcengine.Tasks;
using ImageGen.Volcengine.Tests.Support;
using ImageGen.Volcengine.Wire;
using Microsoft.Extensions.Time.Testing;

namespace ImageGen.Volcengine.Tests.Recovering;

/// <summary>A slot whose holder is gone comes back; one whose task may run at the provider does not.</summary>
public sealed class SlotJanitorTests : IAsyncLifetime
{
    private readonly FakeTimeProvider time = Clock.Stopped();
    private readonly Store store = Store.Sqlite();
    private readonly StubApi provider = new();
    private Replica replica = null!;

    public ValueTask InitializeAsync()
    {
        replica = Replica.Over(store, time, provider, ("Volcengine:Limits:*:Concurrency", "1"));
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await replica.DisposeAsync();
        store.Dispose();
    }

    [Fact]
    public async Task Of_a_task_that_is_not_there()
    {
        await TakeAsync("job_gone:1:0", "sub_1");
        await replica.Get<SlotJanitor>().RunOnceAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1, await TakenAsync());

        time.Pass(Slots.FirstCheck);
        await replica.Get<SlotJanitor>().RunOnceAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, await TakenAsync());
    }

    [Fact]
    public async Task Of_a_task_that_was_submitted_by_another_slot()
    {
        provider.Answer = _ => provider.Accept();
        await replica.AskAsync(Commands.Of("job_1", time));
        await replica.SubmitAsync();
        await replica.Get<Slots>().TakeAsync("cred_a", Commands.Model, 2, 2, "job_1:1:0", "sub_of_nobody", TestContext.Current.CancellationToken);

        time.Pass(Slots.FirstCheck);
        await replica.Get<SlotJanitor>().RunOnceAsync(TestContext.Current.CancellationToken);

        // That of the running task stays.
        Assert.Equal(1, await TakenAsync());
        Assert.Equal((await replica.TaskAsync("job_1:1:0")).Submission!.Slot, Slot.IdOf("cred_a", Commands.Model, 0));
    }

    [Fact]
    public async Task Of_an_unknown_task_only_when_it_surely_runs_no_more()
    {
        provider.Answer = _ => new SubmitOutcome.Unknown("no answer", RequestId: null);
        await replica.AskAsync(Commands.Of("job_1", time));
        await replica.SubmitAsync();
        Assert.Equal(TaskState.Unknown, (await replica.TaskAsync("job_1:1:0")).State);

        time.Pass(replica.Get<ModelLimits>().LongestRun(Commands.Model) - 1_000);
        await replica.Get<SlotJanitor>().RunOnceAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1, await TakenAsync());

        time.Pass(61_000);
        await replica.Get<SlotJanitor>().RunOnceAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, await TakenAsync());
    }

    [Fact]
    public async Task Of_a_task_that_can_not_be_read_it_does_not_and_those_of_others_do()
    {
        provider.Answer = _ => provider.Accept();
        await replica.AskAsync(Commands.Of("job_1", time));
        await replica.SubmitAsync();
        await replica.Get<Slots>().TakeAsync("cred_a", Commands.Model, 2, 2, "job_gone:1:0", "sub_2", TestContext.Current.CancellationToken);
        Assert.Equal(2, await TakenAsync());
        await DamageAsync("UPDATE generation_tasks SET body = json_set(body, '$.state', 'of_the_future')");

        time.Pass(Slots.FirstCheck);
        await replica.Get<SlotJanitor>().RunOnceAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, await TakenAsync());
        Assert.Equal(["job_1:1:0"], await HoldersAsync());

        // After the longest time it surely runs no more, whatever is written about it.
        time.Pass(replica.Get<ModelLimits>().LongestRun(Commands.Model) + 61_000);
        await replica.Get<SlotJanitor>().RunOnceAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, await TakenAsync());
    }

    [Fact]
    public async Task A_slot_that_can_not_be_read_costs_one_place()
    {
        var cancel = TestContext.Current.CancellationToken;
        var slots = replica.Get<Slots>();
        Assert.NotNull(await slots.TakeAsync("cred_a", Commands.Model, 3, 3, "job_1:1:0", "sub_1", cancel));
        await DamageAsync("UPDATE provider_slots SET body = '{}'");

        var second = await slots.TakeAsync("cred_a", Commands.Model, 3, 3, "job_2:1:0", "sub_2", cancel);
        var third = await slots.TakeAsync("cred_a", Commands.Model, 3, 3, "job_3:1:0", "sub_3", cancel);

        Assert.Equal([Slot.IdOf("cred_a", Commands.Model, 1), Slot.IdOf("cred_a", Commands.Model, 2)], [second, third]);
        Assert.Null(await slots.TakeAsync("cred_a", Commands.Model, 3, 3, "job_4:1:0", "sub_4", cancel));
    }

    [Fact]
    public async Task Of_a_task_that_is_said_to_wait_for_ever_when_it_surely_runs_no_more()
    {
        provider.Answer = _ => provider.Accept();
        provider.Result = () => new PollOutcome.Pending();
        await replica.AskAsync(Commands.Of("job_1", time));
        await replica.SubmitAsync();

        await replica.PassAsync(time, replica.Get<ModelLimits>().LongestRun(Commands.Model) - 1_000);
        await replica.Get<SlotJanitor>().RunOnceAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1, await TakenAsync());

        await replica.PassAsync(time, 61_000);
        await replica.Get<SlotJanitor>().RunOnceAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, await TakenAsync());

        // It is asked for to its end, and takes no slot from whoever has it by then.
        await TakeAsync("job_2:1:0", "sub_2");
        provider.Result = () => new PollOutcome.Done([new ProviderPicture("https://pictures.example/1.png")], RequestId: null);
        await replica.PassAsync(time, 61_000);
        Assert.Equal(TaskState.Delivered, (await replica.TaskAsync("job_1:1:0")).State);
        Assert.Equal(1, await TakenAsync());
    }

    [Fact]
    public async Task A_task_that_ends_frees_its_slot_by_itself()
    {
        provider.Answer = _ => provider.Accept();
        await replica.AskAsync(Commands.Of("job_1", time));
        await replica.SubmitAsync();
        Assert.Equal(1, await TakenAsync());

        time.Pass(60_000);
        Assert.Equal(1, await replica.Get<PollHandler>().RunOnceAsync(TestContext.Current.CancellationToken));
        Assert.Equal(TaskState.Delivered, (await replica.TaskAsync("job_1:1:0")).State);
        Assert.Equal(0, await TakenAsync());
    }

    [Theory]
    [InlineData("refused")]
    [InlineData("failed")]
    [InlineData("throttled")]
    [InlineData("not_sent")]
    public async Task A_submission_that_started_nothing_frees_its_slot_by_itself(string outcome)
    {
        var error = StubApi.Error(outcome);
        provider.Answer = _ => outcome switch
        {
            "refused" => new SubmitOutcome.Refused(error),
            "failed" => new SubmitOutcome.ProviderFailed(error),
            "throttled" => new SubmitOutcome.Throttled(error),
            _ => new SubmitOutcome.NotSent(error),
        };
        await replica.AskAsync(Commands.Of("job_1", time));
        await replica.SubmitAsync();

        Assert.Single(provider.Submits);
        Assert.Equal(0, await TakenAsync());
    }

    [Fact]
    public async Task Who_slept_between_slot_and_intent_has_lost_both()
    {
        provider.Answer = _ => provider.Accept();
        await replica.AskAsync(Commands.Of("job_1", time));
        var ready = (await replica.Tasks.GetAsync("job_1:1:0", TestContext.Current.CancellationToken))!;
        await TakeAsync(ready.Id, "sub_of_the_sleeper");

        time.Pass(Slots.FirstCheck);
        await replica.Get<SlotJanitor>().RunOnceAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, await TakenAsync());

        var intent = await replica.Get<TaskStore>().TryChangeAsync(
            ready, task => TaskRules.Intend(task, Calls.Of("sub_of_the_sleeper"), time.Milliseconds()), TestContext.Current.CancellationToken);
        Assert.Null(intent);
        // And the part itself goes out as any other.
        await replica.SubmitAsync();
        Assert.Single(provider.Submits);
    }

    private Task<string?> TakeAsync(string taskId, string submitId) =>
        replica.Get<Slots>().TakeAsync("cred_a", Commands.Model, 1, 1, taskId, submitId, TestContext.Current.CancellationToken);

    private Task DamageAsync(string sql) => SqliteFile.ExecuteAsync(store.Settings.Single(setting => setting.Key == "IMAGEGEN_DATA").Value!, sql);

    private async Task<IEnumerable<string?>> HoldersAsync() =>
        (await replica.Get<IDocuments<Slot>>().GetManyAsync(
            [Slot.IdOf("cred_a", Commands.Model, 0), Slot.IdOf("cred_a", Commands.Model, 1)], TestContext.Current.CancellationToken))
        .Select(slot => slot.Body.TaskId).Where(id => id is not null);

    private Task<int> TakenAsync() => replica.Get<Slots>().TakenAsync("cred_a", Commands.Model, 2, TestContext.Current.CancellationToken);
}
