using ImageGen.Contracts;
using ImageGen.TestKit;
using ImageGen.Volcengine.Apis;
using ImageGen.Volcengine.Tasks;
using ImageGen.Volcengine.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace ImageGen.Volcengine.Tests.Tasks;

/// <summary>What was said to be on the wire and started nothing is taken back, so that the deadline of the queue runs again.</summary>
public sealed class DeferralTests : IAsyncLifetime
{
    private readonly FakeTimeProvider time = Clock.Stopped();
    private readonly Store store = Store.Sqlite();
    private readonly StubApi provider = new();
    private Replica worker = null!;

    public async ValueTask InitializeAsync()
    {
        worker = await Replica.Over(store, provider: provider).StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await worker.DisposeAsync();
        store.Dispose();
    }

    public static TheoryData<string> Outcomes { get; } = ["throttled", "refused", "not_sent"];

    [Theory]
    [MemberData(nameof(Outcomes))]
    public async Task A_late_no_is_said(string outcome)
    {
        provider.Working = (_, progress) => progress.StartedAsync();
        provider.Answer = _ => provider.Submits.Count < 3 ? No(outcome) : provider.Accept();
        await worker.AskAsync(Commands.Of("job_1", TimeProvider.System));
        await Eventually.HoldsAsync("it runs", async () => (await worker.TaskAsync("job_1:1:0")).State == TaskState.Running);

        await Eventually.HoldsAsync("all is said", () => Task.FromResult(worker.Said.OfType<GenerationStarted>().Any(fact => !fact.OnTheWire)));
        Assert.Equal(3, worker.Said.OfType<GenerationStarted>().Max(fact => fact.Submission));
        Assert.Contains(2, worker.Said.OfType<GenerationDeferred>().Select(fact => fact.Submission));
        Assert.All(worker.Said.OfType<GenerationDeferred>(), fact => Assert.Equal(("job_1", 1), (fact.JobId, fact.Attempt)));
    }

    [Fact]
    public void Nothing_is_said_where_nothing_was()
    {
        var back = TaskRules.GiveBack(Submitting(), "sub_1", Busy, readyAt: 3, rank: 0)!;
        Assert.Equal((TaskState.Ready, 0), (back.State, back.Outbox.Count));
    }

    [Fact]
    public void Whoever_asks_again_is_told_again()
    {
        var back = TaskRules.GiveBack(TaskRules.RecordStarted(Submitting(), "sub_1")!, "sub_1", Busy, readyAt: 3, rank: 0)!;
        Assert.Equal([nameof(GenerationStarted), nameof(GenerationDeferred)], back.Outbox.Select(entry => entry.Type));
        Assert.Equal(nameof(GenerationDeferred), Assert.Single(TaskRules.Repeat(back with { Outbox = [] })!.Outbox).Type);
    }

    [Fact]
    public void A_part_that_was_canceled_meanwhile_says_only_that()
    {
        var started = TaskRules.RecordStarted(Submitting(), "sub_1")! with { Outbox = [] };
        var back = TaskRules.GiveBack(started with { CancelRequested = true }, "sub_1", Busy, readyAt: 3, rank: 0)!;
        Assert.Equal(nameof(GenerationCanceled), Assert.Single(back.Outbox).Type);
    }

    private static GenerationError Busy { get; } = StubApi.Error("throttled");

    private static SubmitOutcome No(string outcome) => outcome switch
    {
        "throttled" => new SubmitOutcome.Throttled(Busy),
        "refused" => new SubmitOutcome.Refused(StubApi.Error("account_overdue"), RefusalOf.Account),
        _ => new SubmitOutcome.NotSent(StubApi.Error("provider_unreachable"), BodyLeft: true),
    };

    private GenerationTask Submitting() => TaskRules.Intend(
        NewTask.Ready(Commands.Of("job_1", time), TaskPart.Of("job_1", 1, [0], group: false)[0], rank: 0, now: time.Milliseconds()),
        Calls.Of("sub_1"),
        time.Milliseconds())!;
}
