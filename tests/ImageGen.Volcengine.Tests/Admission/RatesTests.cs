using ImageGen.TestKit;
using ImageGen.Volcengine.Admission;
using ImageGen.Volcengine.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace ImageGen.Volcengine.Tests.Admission;

/// <summary>Two replicas that draw from one rate, over each store.</summary>
public sealed class RatesTests(MongoServer server)
{
    private readonly FakeTimeProvider time = Clock.Stopped();

    [Theory]
    [InlineData(false, 10, 5)]
    [InlineData(true, 10, 5)]
    [InlineData(false, 0.5, 20)]
    [InlineData(false, 3, 10)]
    public async Task All_replicas_together_keep_the_rate(bool mongo, double perSecond, int seconds)
    {
        using var store = mongo ? await Store.MongoAsync(server) : Store.Sqlite();
        await using var one = Replica.Over(store, time);
        await using var two = Replica.Over(store, time);
        var start = time.Milliseconds();
        var drawn = new List<long>();
        for (var passed = 0; passed < seconds * 1_000; passed += 100)
        {
            foreach (var replica in new[] { one, two })
                drawn.AddRange(await replica.Get<Rates>().DrawAsync("rate:test", perSecond, most: 2, TestContext.Current.CancellationToken));
            time.Pass(100);
        }

        drawn.Sort();
        Assert.All(drawn, moment => Assert.True(drawn.Count(other => other >= moment && other < moment + 1_000) <= Math.Ceiling(perSecond)));
        // It is used up as well, but for the rounding of milliseconds.
        Assert.InRange(drawn.Count(moment => moment < start + (seconds * 1_000)), (0.95 * perSecond * seconds) - 1, (perSecond * seconds) + 1);
    }

    [Fact]
    public async Task What_was_not_used_is_not_saved_up()
    {
        using var store = Store.Sqlite();
        await using var replica = Replica.Over(store, time);
        await replica.Get<Rates>().DrawAsync("rate:test", 5, most: 1, TestContext.Current.CancellationToken);
        time.Pass(60_000);

        var drawn = await replica.Get<Rates>().DrawAsync("rate:test", 5, most: 100, TestContext.Current.CancellationToken);

        Assert.Equal(5, drawn.Count);
        Assert.Equal(200, drawn[1] - drawn[0]);
    }

    [Fact]
    public async Task A_provider_that_counts_otherwise_slows_everybody_down()
    {
        using var store = Store.Sqlite();
        await using var one = Replica.Over(store, time);
        await using var two = Replica.Over(store, time);

        await one.Get<Rates>().SlowDownAsync("rate:test", TestContext.Current.CancellationToken);

        Assert.Empty(await two.Get<Rates>().DrawAsync("rate:test", 5, most: 5, TestContext.Current.CancellationToken));
        time.Pass(1_000);
        Assert.NotEmpty(await two.Get<Rates>().DrawAsync("rate:test", 5, most: 5, TestContext.Current.CancellationToken));
    }

    /// <summary>Then it would be the others who wait for an hour.</summary>
    [Fact]
    public async Task A_replica_whose_clock_is_wrong_slows_nobody_down()
    {
        using var store = Store.Sqlite();
        var ahead = Clock.Stopped();
        ahead.Pass(3_600_000);
        await using var wrong = Replica.Over(store, ahead);
        await using var right = Replica.Over(store, time);
        await wrong.Get<Rates>().SlowDownAsync("rate:test", TestContext.Current.CancellationToken);

        Assert.NotEmpty(await right.Get<Rates>().DrawAsync("rate:test", 5, most: 5, TestContext.Current.CancellationToken));
        time.Pass(2_000);
        await right.Get<Rates>().SlowDownAsync("rate:test", TestContext.Current.CancellationToken);
        Assert.Empty(await right.Get<Rates>().DrawAsync("rate:test", 5, most: 5, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Requests_that_were_refused_together_slow_everybody_down_once()
    {
        using var store = Store.Sqlite();
        await using var replica = Replica.Over(store, time);
        var rates = replica.Get<Rates>();

        for (var n = 0; n < 20; n++)
        {
            await rates.SlowDownAsync("rate:test", TestContext.Current.CancellationToken);
            time.Pass(10);
        }

        time.Pass(800);
        Assert.NotEmpty(await rates.DrawAsync("rate:test", 5, most: 5, TestContext.Current.CancellationToken));
    }
}
