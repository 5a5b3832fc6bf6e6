namespace ImageGen.Messaging.Tests.Outbox;

public abstract partial class OutboxContract
{
    private sealed class Killed : Exception;

    [Fact]
    public async Task Killed_after_the_save_another_replica_sends_when_the_lease_has_passed()
    {
        var dead = await ReplicaAsync();
        await dead.InsertAsync(new Parcel { Id = "p" }.Saying("a"));
        var other = await ReplicaAsync();

        time.Advance(Lease - TimeSpan.FromSeconds(1));
        Assert.Equal(0, await other.SweepAsync());
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await other.SweepAsync());

        Assert.Equal(["a"], broker.Jobs);
        await AssertSentAndEmptyAsync(other, "p");
    }

    [Fact]
    public async Task Killed_while_publishing_another_replica_sends_with_the_same_id()
    {
        var dead = await ReplicaAsync();
        var saved = await dead.InsertAsync(new Parcel { Id = "p" }.Saying("a").Saying("b"));
        broker.OnPublish = job => job == "b" ? throw new Killed() : Task.CompletedTask;
        await Assert.ThrowsAsync<Killed>(dead.DrainAsync);

        broker.OnPublish = _ => Task.CompletedTask;
        var other = await ReplicaAsync();
        time.Advance(Lease);
        await other.SweepAsync();

        Assert.Equal(["a", "a", "b"], broker.Jobs);
        Assert.Equal(saved.Body.Outbox.Select(entry => entry.Id), broker.Ids.Distinct());
        await AssertSentAndEmptyAsync(other, "p");
    }

    [Fact]
    public async Task Killed_before_the_removal_another_replica_sends_again_with_the_same_id()
    {
        var dead = await ReplicaAsync();
        await dead.InsertAsync(new Parcel { Id = "p" }.Saying("a"));
        dead.Documents.BeforeReplace = () => throw new Killed();
        await Assert.ThrowsAsync<Killed>(dead.DrainAsync);

        var other = await ReplicaAsync();
        time.Advance(Lease);
        await other.SweepAsync();

        Assert.Equal(["a", "a"], broker.Jobs);
        Assert.Single(broker.Ids.Distinct());
        await AssertSentAndEmptyAsync(other, "p");
    }

    [Fact]
    public async Task A_replica_that_could_not_remove_does_not_send_again_when_its_store_is_back()
    {
        var replica = await ReplicaAsync();
        await replica.InsertAsync(new Parcel { Id = "p" }.Saying("a"));
        replica.Documents.BeforeReplace = () => throw new IOException("The store is away.");
        await Assert.ThrowsAsync<IOException>(replica.DrainAsync);

        replica.Documents.BeforeReplace = () => Task.CompletedTask;
        time.Advance(Lease);
        Assert.Equal(1, await replica.SweepAsync());

        Assert.Equal(["a"], broker.Jobs);
        await AssertSentAndEmptyAsync(replica, "p");
    }

    [Fact]
    public async Task A_lease_that_expires_while_sending_costs_a_second_message_and_nothing_else()
    {
        var (slow, other) = (await ReplicaAsync(), await ReplicaAsync());
        await slow.InsertAsync(new Parcel { Id = "p" }.Saying("a"));
        broker.OnPublish = async _ =>
        {
            broker.OnPublish = _ => Task.CompletedTask;
            time.Advance(Lease);
            Assert.Equal(1, await other.SweepAsync());
        };

        await slow.DrainAsync();

        Assert.Equal(["a", "a"], broker.Jobs);
        Assert.Single(broker.Ids.Distinct());
        await AssertSentAndEmptyAsync(slow, "p");
        Assert.Equal(0, slow.Queue.Count);
    }

    [Fact]
    public async Task A_removal_that_loses_to_another_replicas_save_keeps_what_that_saved()
    {
        var (sender, other) = (await ReplicaAsync(), await ReplicaAsync());
        var first = await sender.InsertAsync(new Parcel { Id = "p" }.Saying("a"));
        sender.Documents.BeforeReplace = async () =>
        {
            sender.Documents.BeforeReplace = () => Task.CompletedTask;
            Assert.NotNull(await other.ReplaceAsync(first, first.Body.Saying("b") with { Text = "new" }));
        };

        await sender.DrainAsync();
        await other.DrainAsync();

        Assert.Equal(["a", "b"], broker.Jobs.Distinct());
        Assert.Equal("new", (await sender.GetAsync("p")).Body.Text);
        await AssertSentAndEmptyAsync(sender, "p");
    }

    [Fact]
    public async Task A_use_case_that_loses_to_the_removal_sees_no_sent_message_when_it_reads_again()
    {
        var replica = await ReplicaAsync();
        var seen = await replica.InsertAsync(new Parcel { Id = "p" }.Saying("a"));
        await replica.DrainAsync();

        Assert.Null(await replica.ReplaceAsync(seen, seen.Body.Saying("b")));
        var again = await replica.GetAsync("p");
        await replica.ReplaceAsync(again, again.Body.Saying("b"));
        await replica.DrainAsync();

        Assert.Equal(["a", "b"], broker.Jobs);
    }

    [Fact]
    public async Task A_document_that_is_deleted_while_it_is_sent_is_let_go()
    {
        var replica = await ReplicaAsync();
        var saved = await replica.InsertAsync(new Parcel { Id = "p" }.Saying("a"));
        broker.OnPublish = _ => replica.Documents.DeleteAsync(saved, CancellationToken.None);

        await replica.DrainAsync();

        Assert.Equal(0, replica.Queue.Count);
        Assert.Null(await replica.Documents.GetAsync("p", CancellationToken.None));
    }

    [Fact]
    public async Task A_document_that_waited_past_its_lease_is_left_to_the_sweep()
    {
        var (late, other) = (await ReplicaAsync(), await ReplicaAsync());
        await late.InsertAsync(new Parcel { Id = "p" }.Saying("a"));
        time.Advance(Lease);
        await other.SweepAsync();

        await late.DrainAsync();

        Assert.Equal(["a"], broker.Jobs);
        Assert.Equal(0, late.Queue.Count);
    }

    [Fact]
    public async Task A_version_that_came_while_an_attempt_failed_is_not_forgotten()
    {
        var replica = await ReplicaAsync();
        var first = await replica.InsertAsync(new Parcel { Id = "p" }.Saying("a"));
        broker.OnPublish = async _ =>
        {
            broker.OnPublish = _ => Task.CompletedTask;
            await replica.ReplaceAsync(first, first.Body.Saying("b"));
            throw new Killed();
        };
        await Assert.ThrowsAsync<Killed>(replica.DrainAsync);

        await replica.DrainAsync();

        Assert.Equal(["a", "b"], broker.Jobs);
        await AssertSentAndEmptyAsync(replica, "p");
    }

    [Fact]
    public async Task The_only_process_takes_over_at_once_from_the_one_before_it()
    {
        await (await ReplicaAsync()).InsertAsync(new Parcel { Id = "p" }.Saying("a").Saying("later", time.GetUtcNow().AddSeconds(20)));
        var restarted = await ReplicaAsync();
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(1, await restarted.SweepAsync(ignoreLeases: true));
        Assert.Equal(["a"], broker.Jobs);
        time.Advance(TimeSpan.FromSeconds(19));
        Assert.Equal(1, await restarted.SweepAsync());

        Assert.Equal(["a", "later"], broker.Jobs);
        await AssertSentAndEmptyAsync(restarted, "p");
    }
}
