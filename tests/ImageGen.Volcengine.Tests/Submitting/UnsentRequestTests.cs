using ImageGen.Catalogue;
using ImageGen.Volcengine.Admission;
using ImageGen.Volcengine.Apis;
using ImageGen.Volcengine.Tasks;
using ImageGen.Volcengine.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace ImageGen.Volcengine.Tests.Submitting;

/// <summary>A request too large for the way to the provider costs itself, not its line and not the account.</summary>
public sealed class UnsentRequestTests : IAsyncLifetime
{
    private const int Minute = 60_000;
    private const int Hour = 60 * Minute;
    private const string Bad = "job_bad";

    private readonly FakeTimeProvider time = Clock.Stopped();
    private readonly Store store = Store.Sqlite();
    private readonly StubApi provider = new();
    private Replica replica = null!;

    public ValueTask InitializeAsync()
    {
        provider.Answer = call => call.Body.StartsWith(Bad, StringComparison.Ordinal) ? Stuck : provider.Accept();
        replica = Replica.Over(store, time, provider, ("Volcengine:Limits:*:Concurrency", "2"));
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await replica.DisposeAsync();
        store.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [InlineData(null)]
    public async Task One_of_them_holds_up_nobody_and_ends_unbilled(bool? probe)
    {
        provider.Alive = probe;
        await replica.AskAsync(Commands.Of(Bad, time));
        for (var n = 0; n < 10; n++)
            await replica.AskAsync(Commands.Of($"job_{n}", time));
        await Turns.PassAsync(time, 20 * Minute, replica);

        for (var n = 0; n < 10; n++)
            Assert.Equal(TaskState.Delivered, (await replica.TaskAsync($"job_{n}:1:0")).State);
        var task = await replica.TaskAsync(Bad + ":1:0");
        Assert.Equal((TaskState.Failed, "body_not_accepted", false), (task.State, task.Error!.Code, task.Billed));
        Assert.Contains("body_not_accepted", ErrorTable.Codes);
        Assert.Equal(ProtocolTimes.MostNotSent, TriesOf(Bad));
        Assert.Equal(0, await replica.Get<Slots>().TakenAsync("cred_a", Commands.Model, 2, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Many_of_them_before_one_good_one_do_not_hold_it_up_for_long()
    {
        for (var n = 0; n < 5; n++)
            await replica.AskAsync(Commands.Of($"{Bad}_{n}", time));
        await replica.AskAsync(Commands.Of("job_good", time));
        await Turns.PassAsync(time, 2 * Minute, replica);
        Assert.Equal(TaskState.Delivered, (await replica.TaskAsync("job_good:1:0")).State);

        await Turns.PassAsync(time, Hour, replica);
        for (var n = 0; n < 5; n++)
            Assert.Equal(TaskState.Failed, (await replica.TaskAsync($"{Bad}_{n}:1:0")).State);
    }

    [Fact]
    public async Task One_whose_line_broke_for_minutes_goes_out_after_it()
    {
        await replica.AskAsync(Commands.Of(Bad, time));
        await Turns.PassAsync(time, 5 * Minute, replica);
        Assert.Equal(TaskState.Ready, (await replica.TaskAsync(Bad + ":1:0")).State);

        provider.Answer = _ => provider.Accept();
        await Turns.PassAsync(time, 6 * Minute, replica);
        Assert.Equal(TaskState.Delivered, (await replica.TaskAsync(Bad + ":1:0")).State);
    }

    [Fact]
    public async Task Where_there_is_no_connection_nobody_is_counted_and_all_wait()
    {
        provider.Answer = _ => new SubmitOutcome.NotSent(StubApi.Error("provider_unreachable"));
        await replica.AskAsync(Commands.Of("job_1", time, count: 3));
        await Turns.PassAsync(time, 2 * Hour, replica);
        for (var index = 0; index < 3; index++)
            Assert.Equal((TaskState.Ready, 0), ((await replica.TaskAsync($"job_1:1:{index}")).State, (await replica.TaskAsync($"job_1:1:{index}")).NotSent));
    }

    [Fact]
    public async Task Who_failed_last_does_not_try_whether_the_provider_is_back_while_another_waits()
    {
        provider.Answer = _ => new SubmitOutcome.NotSent(StubApi.Error("provider_unreachable"));
        for (var n = 0; n < 5; n++)
            await replica.AskAsync(Commands.Of($"job_{n}", time));
        await Turns.PassAsync(time, 10 * Minute, replica);

        var tried = provider.Submits.Select(call => call.Body).ToList();
        Assert.InRange(tried.Count, 12, 30);
        // Since the circuit has opened there is one at a time, and never the same twice in a row.
        Assert.All(tried.Skip(5).Zip(tried.Skip(6)), pair => Assert.NotEqual(pair.First, pair.Second));
    }

    private int TriesOf(string job) => provider.Submits.Count(call => call.Body == job);

    private static SubmitOutcome Stuck { get; } = new SubmitOutcome.NotSent(StubApi.Error("provider_unreachable"), BodyLeft: true);
}
