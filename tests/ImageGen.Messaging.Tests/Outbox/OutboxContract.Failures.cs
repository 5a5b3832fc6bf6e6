using ImageGen.TestKit;

namespace ImageGen.Messaging.Tests.Outbox;

public abstract partial class OutboxContract
{
    private static MessageNotSentException Refused => new("No queue takes it yet.");

    private static MessageNotSentException BrokerAway => new("The broker is away.") { BrokerAway = true };

    [Fact]
    public async Task A_message_that_is_not_sent_stays_and_waits_longer_after_each_attempt()
    {
        var replica = await ReplicaAsync();
        await replica.InsertAsync(new Parcel { Id = "p" }.Saying("a"));
        broker.OnPublish = _ => throw BrokerAway;
        await replica.DrainAsync();

        foreach (var seconds in new[] { 1, 2, 4, 8, 16, 30, 30 })
        {
            var body = (await replica.GetAsync("p")).Body;
            Assert.Equal(time.GetUtcNow().AddSeconds(seconds).ToUnixTimeMilliseconds(), body.OutboxDue);
            time.Advance(TimeSpan.FromSeconds(seconds));
            Assert.Equal(1, await replica.SweepAsync());
        }

        broker.OnPublish = _ => Task.CompletedTask;
        time.Advance(TimeSpan.FromSeconds(30));
        await replica.SweepAsync();

        Assert.Equal(["a"], broker.Jobs);
        await AssertSentAndEmptyAsync(replica, "p");
    }

    [Fact]
    public async Task A_message_that_no_queue_takes_does_not_hold_up_the_others_of_its_document()
    {
        var replica = await ReplicaAsync();
        await replica.InsertAsync(new Parcel { Id = "p" }.Saying("a").Saying("b"));
        broker.OnPublish = job => job == "a" ? throw Refused : Task.CompletedTask;

        await replica.DrainAsync();

        Assert.Equal(["b"], broker.Jobs);
        var left = Assert.Single((await replica.GetAsync("p")).Body.Outbox);
        Assert.Equal(("a", 1), (left.Key, left.Attempts));
        Assert.Equal(2, replica.Documents.Writes);
    }

    [Fact]
    public async Task While_the_broker_is_away_a_document_waits_for_its_first_message_only()
    {
        var replica = await ReplicaAsync();
        await replica.InsertAsync(new Parcel { Id = "p" }.Saying("a").Saying("b"));
        var attempts = 0;
        broker.OnPublish = _ =>
        {
            attempts++;
            throw BrokerAway;
        };

        await replica.DrainAsync();

        Assert.Equal(1, attempts);
        Assert.Equal(["a", "b"], (await replica.GetAsync("p")).Body.Outbox.Select(entry => entry.Key));
    }

    [Fact]
    public async Task Two_replicas_that_sweep_at_once_take_different_documents()
    {
        var dead = await ReplicaAsync();
        for (var i = 0; i < 20; i++) await dead.InsertAsync(new Parcel { Id = $"p{i}" }.Saying($"job{i}"));
        time.Advance(Lease);
        var (one, two) = (await ReplicaAsync(), await ReplicaAsync());

        var swept = await Task.WhenAll(one.SweepAsync(), two.SweepAsync());

        Assert.Equal(20, swept.Sum());
        Assert.Equal(20, broker.Jobs.Count);
        Assert.Equal(20, broker.Jobs.Distinct().Count());
    }

    [Fact]
    public async Task A_document_whose_outbox_fails_does_not_hold_up_the_sweep()
    {
        var dead = await ReplicaAsync();
        for (var i = 0; i < 5; i++) await dead.InsertAsync(new Parcel { Id = $"p{i}" }.Saying($"job{i}"));
        time.Advance(Lease);
        var replica = await ReplicaAsync();
        // Not a message that the broker refuses: something that nobody foresaw.
        broker.OnPublish = job => job == "job2" ? throw new InvalidOperationException("Unforeseen.") : Task.CompletedTask;

        Assert.Equal(5, await replica.SweepAsync());

        Assert.Equal(["job0", "job1", "job3", "job4"], broker.Jobs.Order());
        broker.OnPublish = _ => Task.CompletedTask;
        time.Advance(Lease);
        Assert.Equal(1, await replica.SweepAsync());
        Assert.Equal(5, broker.Jobs.Count);
    }

    [Fact]
    public async Task In_a_storm_of_concurrent_saves_no_message_waits_for_a_sweep_and_none_is_sent_twice()
    {
        const int documents = 20, saves = 25;
        var replica = await ReplicaAsync();
        using var stop = new CancellationTokenSource();
        var dispatching = Parallel.ForEachAsync(
            replica.Queue.ReadAllAsync(stop.Token),
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (stored, cancellation) => await replica.Dispatcher.DispatchAsync(stored, cancellation));
        broker.OnPublish = async _ => await Task.Yield();

        await Parallel.ForEachAsync(Enumerable.Range(0, documents), async (document, _) =>
        {
            var stored = await replica.InsertAsync(new Parcel { Id = $"p{document}" });
            for (var save = 0; save < saves; save++)
            {
                while (await replica.ReplaceAsync(stored, stored.Body.Saying($"{document}/{save}")) is not { } next)
                {
                    stored = await replica.GetAsync(stored.Id);
                }

                stored = await replica.GetAsync(stored.Id);
            }
        });

        // Time stands still, so no lease ever passes: what was not sent by now would never be.
        await Eventually.HoldsAsync(() => replica.Queue.Count == 0);
        replica.Queue.Complete();
        await dispatching;
        Assert.Equal(documents * saves, broker.Jobs.Distinct().Count());
        Assert.Equal(documents * saves, broker.Jobs.Count);
        for (var document = 0; document < documents; document++) await AssertSentAndEmptyAsync(replica, $"p{document}");
        Assert.InRange(replica.Documents.Writes, documents * (1 + saves), documents * (1 + (2 * saves)));
    }
}
