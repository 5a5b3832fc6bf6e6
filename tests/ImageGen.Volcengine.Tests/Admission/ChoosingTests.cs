using ImageGen.Persistence;
using ImageGen.Volcengine.Apis;
using ImageGen.Volcengine.Polling;
using ImageGen.Volcengine.Tasks;
using ImageGen.Volcengine.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace ImageGen.Volcengine.Tests.Admission;

/// <summary>Who goes next, and by which account.</summary>
public sealed class ChoosingTests : IDisposable
{
    private readonly FakeTimeProvider time = Clock.Stopped();
    private readonly Store store = Store.Sqlite();
    private readonly StubApi provider = new() { Accounts = [new("cred_a", "a"), new("cred_b", "b", Weight: 3)] };

    public ChoosingTests() => provider.Answer = _ => provider.Accept();

    public void Dispose() => store.Dispose();

    [Theory]
    [InlineData("interactive", 150)]
    [InlineData("batch", 150)]
    public async Task One_picture_of_Adas_does_not_wait_for_two_hundred_of_Bens(string priority, int atMost)
    {
        await using var replica = OneAtATime();
        await replica.AskAsync(Commands.Of("job_ben", time, count: 200, owner: "ben"));
        await NextAsync(replica);
        await replica.AskAsync(Commands.Of("job_ada", time, owner: "ada", priority: priority));

        var before = 0;
        while (!(await NextAsync(replica)).StartsWith("job_ada", StringComparison.Ordinal))
            before++;
        Assert.InRange(before, 0, priority == "interactive" ? 2 : 5);
        Assert.True(before < atMost);
    }

    [Fact]
    public async Task A_batch_yields_to_what_a_person_waits_for_and_moves_all_the_same()
    {
        await using var replica = OneAtATime();
        await replica.AskAsync(Commands.Of("job_batch", time, count: 20, owner: "ben", priority: "batch"));
        await replica.AskAsync(Commands.Of("job_person", time, count: 20, owner: "ada"));

        var order = new List<string>();
        for (var n = 0; n < 20; n++)
            order.Add((await NextAsync(replica)).Split(':')[0]);
        Assert.InRange(order.Count(job => job == "job_batch"), 3, 5);
    }

    [Fact]
    public async Task Accounts_get_their_shares_by_weight()
    {
        await using var replica = Replica.Over(store, time, provider);
        await replica.AskAsync(Commands.Of("job_1", time, count: 200));
        while (await replica.SubmitAsync() > 0)
        {
        }

        Assert.Equal(200, provider.Submits.Count);
        Assert.InRange(provider.Submits.Count(call => call.CredentialId == "cred_b"), 120, 180);
    }

    [Fact]
    public async Task An_account_that_is_full_leaves_the_others_theirs()
    {
        await using var replica = Replica.Over(store, time, provider, ("Volcengine:Limits:*:Concurrency", "2"));
        await replica.AskAsync(Commands.Of("job_1", time, count: 9));
        while (await replica.SubmitAsync() > 0)
        {
        }

        Assert.Equal(["cred_a", "cred_a", "cred_b", "cred_b"], provider.Submits.Select(call => call.CredentialId).Order());
        Assert.Equal(5, await replica.Tasks.CountAsync([new(TaskFields.WaitingModel, Commands.Model)], 100, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_requests_rate_is_kept_and_nothing_is_taken_out_of_the_line_in_vain()
    {
        await using var replica = Replica.Over(store, time, new StubApi { Answer = _ => provider.Accept() }, ("Volcengine:Limits:*:RequestsPerSecond", "0.5"));
        await replica.AskAsync(Commands.Of("job_1", time, count: 5));

        var sent = new List<int>();
        for (var n = 0; n < 6; n++)
        {
            sent.Add(await replica.SubmitAsync());
            time.Pass(1_000);
        }

        Assert.Equal([1, 0, 1, 0, 1, 0], sent);
    }

    [Fact]
    public async Task A_refusal_for_want_of_room_is_no_failure()
    {
        await using var replica = Replica.Over(store, time, provider, ("Volcengine:Limits:*:Concurrency", "4"));
        var running = 0;
        provider.Answer = _ => running >= 2 ? StubApi.Throttle : Start();
        await replica.AskAsync(Commands.Of("job_1", time, count: 6));
        for (var n = 0; n < 60 && await WaitingAsync(replica) > 0; n++)
        {
            await replica.SubmitAsync();
            time.Pass(10_000);
            running = 0;
            await replica.Get<PollHandler>().RunOnceAsync(TestContext.Current.CancellationToken);
        }

        time.Pass(120_000);
        await replica.Get<PollHandler>().RunOnceAsync(TestContext.Current.CancellationToken);
        for (var index = 0; index < 6; index++)
            Assert.Equal(TaskState.Delivered, (await replica.TaskAsync($"job_1:1:{index}")).State);

        SubmitOutcome Start()
        {
            running++;
            return provider.Accept();
        }
    }

    private Replica OneAtATime() => Replica.Over(
        store, time, new StubApi { Answer = provider.Answer }, ("Volcengine:Limits:*:Concurrency", "1"));

    /// <returns>The task that the next free place goes to.</returns>
    private async Task<string> NextAsync(Replica replica)
    {
        time.Pass(3_000);
        Assert.Equal(1, await replica.SubmitAsync());
        var running = await replica.Tasks.PageAsync(
            new PageQuery { OrderBy = TaskFields.NextPollAt, Limit = 1 }, TestContext.Current.CancellationToken);
        time.Pass(60_000);
        Assert.Equal(1, await replica.Get<PollHandler>().RunOnceAsync(TestContext.Current.CancellationToken));
        return Assert.Single(running.Items).Id;
    }

    private static Task<long> WaitingAsync(Replica replica) =>
        replica.Tasks.CountAsync([new(TaskFields.WaitingModel, Commands.Model)], 100, TestContext.Current.CancellationToken);
}
