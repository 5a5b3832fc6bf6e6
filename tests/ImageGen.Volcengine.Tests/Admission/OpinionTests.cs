using ImageGen.Persistence;
using ImageGen.Volcengine.Admission;
using ImageGen.Volcengine.Apis;
using ImageGen.Volcengine.Tasks;
using ImageGen.Volcengine.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace ImageGen.Volcengine.Tests.Admission;

/// <summary>A worker has opinions, the pool has facts: what one worker is refused, the others may do.</summary>
public sealed class OpinionTests : IDisposable
{
    private const int Parts = 200;
    private const int Minute = 60_000;
    private const int Hour = 60 * Minute;

    private readonly FakeTimeProvider time = Clock.Stopped();
    private readonly Store store = Store.Sqlite();
    private readonly StubApi good = new();
    private readonly StubApi bad = new();

    public OpinionTests() => good.Answer = _ => good.Accept();

    public void Dispose() => store.Dispose();

    [Theory]
    [InlineData("credentials_refused", "cred_a", "Account")]
    [InlineData("credentials_refused", "cred_of_yesterday", "Account")]
    [InlineData("provider_misconfigured", "cred_a", "Account")]
    [InlineData("model_not_permitted", "cred_a", "Model")]
    public async Task A_worker_that_alone_is_refused_leaves_everything_to_the_others(string code, string credential, string of)
    {
        var revoked = new StubApi { Accounts = [new(credential)], Answer = _ => Refused(code, Enum.Parse<RefusalOf>(of)) };
        await using var one = Replica.Over(store, time, revoked);
        await using var two = Replica.Over(store, time, good);
        await one.AskAsync(Commands.Of("job_1", time, count: Parts));
        await Turns.PassAsync(time, 10 * Minute, one, two);

        Assert.Equal(Parts, await CountAsync(two, TaskState.Delivered));
        // What its first pass had on the wire when the first no came; after that it tried now and then whether it is still so.
        Assert.InRange(revoked.Submits.Count, 32, 42);
    }

    [Theory]
    [InlineData(Hour)]
    [InlineData(-Hour)]
    public async Task A_worker_whose_clock_is_off_fails_no_job(int off)
    {
        bad.Answer = _ => Refused("clock_off");
        var wrong = new FakeTimeProvider(time.GetUtcNow().AddMilliseconds(off));
        await using var one = Replica.Over(store, wrong, bad);
        await using var two = Replica.Over(store, time, good);
        await two.AskAsync(Commands.Of("job_1", time, count: Parts));
        await Turns.PassAsync([time, wrong], 10 * Minute, one, two);

        Assert.Equal(Parts, await CountAsync(two, TaskState.Delivered));
    }

    [Fact]
    public async Task A_queue_outlives_an_account_that_is_overdue_for_a_minute()
    {
        bad.Answer = _ => Refused("account_overdue");
        await using var worker = Replica.Over(store, time, bad);
        await worker.AskAsync(Commands.Of("job_1", time, count: Parts));
        await Turns.PassAsync(time, Minute, worker);
        Assert.Equal(Parts, await CountAsync(worker, TaskState.Ready));

        bad.Answer = _ => bad.Accept();
        await Turns.PassAsync(time, 3 * Minute, worker);
        Assert.Equal(Parts, await CountAsync(worker, TaskState.Delivered));
    }

    [Fact]
    public async Task Where_every_worker_is_refused_long_enough_jobs_fail_with_the_reason()
    {
        bad.Answer = _ => Refused("credentials_refused");
        await using var one = Replica.Over(store, time, bad);
        await using var two = Replica.Over(store, time, bad);
        await one.AskAsync(Commands.Of("job_1", time, count: 20));
        await Turns.PassAsync(time, 2 * Minute, one, two);
        Assert.Equal(20, await CountAsync(one, TaskState.Ready));

        await Turns.PassAsync(time, 3 * Minute, one, two);
        Assert.Equal(20, await CountAsync(one, TaskState.Failed));

        // Who pays and tries again is not told what was so before.
        bad.Answer = _ => bad.Accept();
        await one.AskAsync(Commands.Of("job_2", time));
        await Turns.PassAsync(time, Minute, one, two);
        Assert.Equal(TaskState.Delivered, (await one.TaskAsync("job_2:1:0")).State);
    }

    [Fact]
    public async Task A_worker_that_died_has_no_say_for_long_and_one_that_stopped_none()
    {
        await using (var died = Replica.Over(store, time, good))
            await died.Get<Opinions>().BeatAsync(TestContext.Current.CancellationToken);
        await using var stopped = Replica.Over(store, time, good);
        await stopped.Get<Opinions>().BeatAsync(TestContext.Current.CancellationToken);
        bad.Answer = _ => Refused("credentials_refused");
        await using var worker = Replica.Over(store, time, bad);
        await worker.AskAsync(Commands.Of("job_1", time));
        await Turns.PassAsync(time, 2 * Minute, worker);
        Assert.Equal(3, await CountLivingAsync(worker));

        await stopped.Get<Opinions>().LeaveAsync(TestContext.Current.CancellationToken);
        await Turns.PassAsync(time, 8 * Minute, worker);
        Assert.Equal(1, await CountLivingAsync(worker));
        Assert.Equal("credentials_refused", (await worker.TaskAsync("job_1:1:0")).Error?.Code);
    }

    [Fact]
    public async Task After_an_outage_of_the_store_nobody_is_taken_for_dead()
    {
        bad.Answer = _ => Refused("credentials_refused");
        await using var one = Replica.Over(store, time, bad);
        await using var two = Replica.Over(store, time, good);
        good.Answer = _ => StubApi.Throttle;
        await one.AskAsync(Commands.Of("job_1", time));
        await Turns.PassAsync(time, 4 * Minute, one, two);
        Assert.Equal(2, await CountLivingAsync(one));

        // Neither could write nor read for ten minutes; then the refused one is the first to look.
        time.Pass(10 * Minute);
        await one.SubmitAsync();
        Assert.Equal(TaskState.Ready, (await one.TaskAsync("job_1:1:0")).State);
        Assert.Equal(2, await CountLivingAsync(one));
    }

    [Fact]
    public async Task Two_refusals_with_an_hour_between_them_are_not_one_that_lasts()
    {
        bad.Answer = _ => Refused("credentials_refused");
        await using var worker = Replica.Over(store, time, bad);
        await worker.AskAsync(Commands.Of("job_1", time));
        await worker.SubmitAsync();
        time.Pass(Hour);
        await worker.SubmitAsync();

        Assert.Equal(2, bad.Submits.Count);
        Assert.Equal(TaskState.Ready, (await worker.TaskAsync("job_1:1:0")).State);
    }

    [Fact]
    public async Task Without_patience_the_first_refusal_decides()
    {
        bad.Answer = _ => Refused("credentials_refused");
        await using var worker = Replica.Over(store, time, bad, ("Volcengine:RefusalPatienceSeconds", "0"));
        await worker.AskAsync(Commands.Of("job_1", time));
        await worker.SubmitAsync();

        Assert.Equal((TaskState.Failed, "credentials_refused"), ((await worker.TaskAsync("job_1:1:0")).State, (await worker.TaskAsync("job_1:1:0")).Error!.Code));
    }

    [Fact]
    public async Task An_outage_of_the_store_is_not_taken_for_the_word_of_all()
    {
        bad.Answer = _ => Refused("credentials_refused");
        await using var worker = Replica.Over(store, time, bad, ("Volcengine:RefusalPatienceSeconds", "0"));
        await worker.AskAsync(Commands.Of("job_1", time));
        store.Before = call => call.Document == typeof(AccountOpinion) ? throw new IOException("away") : Task.CompletedTask;
        await worker.SubmitAsync();

        Assert.Equal(TaskState.Ready, (await worker.TaskAsync("job_1:1:0")).State);
    }

    [Fact]
    public async Task A_worker_without_a_key_for_a_model_takes_none_of_its_parts()
    {
        await using var without = Replica.Over(store, time, new StubApi { Accounts = [] });
        await using var with = Replica.Over(store, time, good);
        await without.AskAsync(Commands.Of("job_1", time, count: 20));
        await Turns.PassAsync(time, 10 * Minute, without);
        Assert.Equal(20, await CountAsync(with, TaskState.Ready));

        await Turns.PassAsync(time, 2 * Minute, without, with);
        Assert.Equal(20, await CountAsync(with, TaskState.Delivered));
    }

    [Fact]
    public async Task Where_nobody_has_a_key_the_deadline_says_so()
    {
        await using var worker = Replica.Over(store, time, new StubApi { Accounts = [] });
        await worker.AskAsync(Commands.Of("job_1", time) with { NotAfter = time.GetUtcNow().AddMinutes(5) });
        await Turns.PassAsync(time, 6 * Minute, worker);

        var task = await worker.TaskAsync("job_1:1:0");
        Assert.Equal((TaskState.Refused, "credentials_missing", true, false), (task.State, task.Error!.Code, task.Error.Retryable, task.Billed));
    }

    [Fact]
    public async Task An_opinion_costs_one_write_a_minute_and_nothing_for_each_job()
    {
        var writes = 0;
        store.Before = call =>
        {
            if (call.Document == typeof(AccountOpinion) && call.Operation is nameof(IDocuments<>.InsertAsync) or nameof(IDocuments<>.ReplaceAsync) && call.Argument is AccountOpinion)
                writes++;
            return Task.CompletedTask;
        };
        await using var worker = Replica.Over(store, time, good);
        await worker.AskAsync(Commands.Of("job_1", time, count: Parts));
        await Turns.PassAsync(time, 10 * Minute, worker);

        Assert.Equal(Parts, await CountAsync(worker, TaskState.Delivered));
        Assert.InRange(writes, 9, 11);
    }

    private static SubmitOutcome.Refused Refused(string code, RefusalOf of = RefusalOf.Account) => new(StubApi.Error(code), of);

    private static async Task<int> CountAsync(Replica worker, TaskState state)
    {
        var ids = Enumerable.Range(0, Parts).Select(index => $"job_1:1:{index}").ToList();
        return (await worker.Tasks.GetManyAsync(ids, TestContext.Current.CancellationToken)).Count(task => task.Body.State == state);
    }

    private static async Task<int> CountLivingAsync(Replica worker) =>
        (await worker.Get<Opinions>().LivingAsync("visual", TestContext.Current.CancellationToken)).Count;
}
