using System.Collections.Concurrent;
using ImageGen.Volcengine.Admission.Pacing;
using ImageGen.Volcengine.Apis;
using ImageGen.Volcengine.Tests.Support;

namespace ImageGen.Volcengine.Tests.Admission.Pacing;

public sealed class PollPaceTests : IDisposable
{
    private static readonly ProviderTask Task1 = new("visual", "cred_a", "key", "1", "img_1");

    private readonly Store store = Store.Sqlite();

    public void Dispose() => store.Dispose();

    [Fact]
    public async Task Two_replicas_share_an_accounts_budget()
    {
        var time = Clock.Stopped();
        var provider = new StubApi { PollsPerSecond = 8 };
        await using var one = Replica.Over(store, time, provider);
        await using var two = Replica.Over(store, time, provider);
        var asked = new ConcurrentQueue<long>();
        var questions = Enumerable.Range(0, 40).Select(async n =>
        {
            await (n % 2 == 0 ? one : two).Get<PollPace>().WaitAsync(Task1, TestContext.Current.CancellationToken);
            asked.Enqueue(time.Milliseconds());
        }).ToList();
        await time.GoOnAsync(Task.WhenAll(questions));

        // Timers of a stopped clock go off when it is moved, up to a step late: hence the one more.
        Assert.All(asked, moment => Assert.InRange(asked.Count(other => other >= moment && other < moment + 1_000), 1, 8 + 1));
    }

    [Fact]
    public async Task Without_a_budget_nobody_waits_and_no_document_is_written()
    {
        await using var replica = Replica.Over(store, Clock.Stopped(), new StubApi());

        await replica.Get<PollPace>().WaitAsync(Task1, TestContext.Current.CancellationToken);

        Assert.Equal(32, replica.Get<PollPace>().Room);
    }

    [Theory]
    [InlineData(5, 10)]
    [InlineData(0.2, 1)]
    [InlineData(500, 32)]
    public async Task No_more_are_claimed_than_the_budget_lets_through_in_a_moment(double perSecond, int room)
    {
        await using var replica = Replica.Over(store, Clock.Stopped(), new StubApi { PollsPerSecond = perSecond });

        Assert.Equal(room, replica.Get<PollPace>().Room);
    }

    [Fact]
    public async Task A_throttled_account_is_asked_less_often_until_it_is_quiet_again()
    {
        await using var replica = Replica.Over(store, Clock.Stopped(), new StubApi());
        var pace = replica.Get<PollPace>();

        await pace.LearnAsync(Task1, throttled: true, TestContext.Current.CancellationToken);
        Assert.Equal(1.5, pace.Stretch(Task1));
        Assert.Equal(1, pace.Stretch(Task1 with { CredentialId = "cred_b" }));

        for (var n = 0; n < 50; n++)
            await pace.LearnAsync(Task1, throttled: false, TestContext.Current.CancellationToken);
        Assert.Equal(1, pace.Stretch(Task1));
    }
}
