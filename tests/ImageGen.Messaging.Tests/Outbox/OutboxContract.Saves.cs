namespace ImageGen.Messaging.Tests.Outbox;

public abstract partial class OutboxContract
{
    [Fact]
    public async Task All_messages_of_a_save_are_sent_in_order_and_leave_in_one_write()
    {
        var replica = await ReplicaAsync();

        var saved = await replica.InsertAsync(new Parcel { Id = "p" }.Saying("a").Saying("b").Saying("c"));
        await replica.DrainAsync();

        Assert.Equal(["a", "b", "c"], broker.Jobs);
        Assert.Equal(saved.Body.Outbox.Select(entry => entry.Id), broker.Ids);
        Assert.Equal(2, replica.Documents.Writes);
        await AssertSentAndEmptyAsync(replica, "p");
    }

    [Fact]
    public async Task A_save_without_messages_is_not_handed_over()
    {
        var replica = await ReplicaAsync();

        var saved = await replica.InsertAsync(new Parcel { Id = "p" });
        await replica.ReplaceAsync(saved, saved.Body with { Text = "new" });
        await replica.DrainAsync();

        Assert.Equal(0, replica.Queue.Count);
        Assert.Equal(2, replica.Documents.Writes);
    }

    [Fact]
    public async Task Two_quick_saves_of_one_document_send_each_message_once_and_cost_one_removal()
    {
        var replica = await ReplicaAsync();

        var first = await replica.InsertAsync(new Parcel { Id = "p" }.Saying("a"));
        await replica.ReplaceAsync(first, first.Body.Saying("b"));
        await replica.DrainAsync();

        Assert.Equal(["a", "b"], broker.Jobs);
        Assert.Equal(3, replica.Documents.Writes);
        await AssertSentAndEmptyAsync(replica, "p");
    }

    [Fact]
    public async Task A_save_in_the_middle_of_sending_is_sent_too_and_all_leave_in_one_write()
    {
        var replica = await ReplicaAsync();
        var first = await replica.InsertAsync(new Parcel { Id = "p" }.Saying("a"));
        broker.OnPublish = job => job == "a" ? replica.ReplaceAsync(first, first.Body.Saying("b") with { Text = "new" }) : Task.CompletedTask;

        await replica.DrainAsync();

        Assert.Equal(["a", "b"], broker.Jobs);
        Assert.Equal(3, replica.Documents.Writes);
        await AssertSentAndEmptyAsync(replica, "p");
        Assert.Equal("new", (await replica.GetAsync("p")).Body.Text);
    }

    [Fact]
    public async Task A_save_that_still_carries_a_sent_message_takes_it_out_and_saves_the_removal()
    {
        var replica = await ReplicaAsync();
        var first = await replica.InsertAsync(new Parcel { Id = "p" }.Saying("a"));
        var second = first;
        replica.Documents.BeforeReplace = async () =>
        {
            replica.Documents.BeforeReplace = () => Task.CompletedTask;
            second = await replica.ReplaceAsync(first, first.Body with { Text = "new" });
        };

        await replica.DrainAsync();

        Assert.Equal(["a"], broker.Jobs);
        Assert.Empty(second!.Body.Outbox);
        Assert.Equal(2, replica.Documents.Writes);
        await AssertSentAndEmptyAsync(replica, "p");
    }

    [Fact]
    public async Task A_newer_message_with_the_same_key_replaces_the_unsent_one()
    {
        var replica = await ReplicaAsync();
        var first = await replica.InsertAsync(new Parcel { Id = "p" }.Saying("a"));

        var second = await replica.ReplaceAsync(first, first.Body.Saying("a"));
        await replica.DrainAsync();

        Assert.Equal(second!.Body.Outbox.Single().Id, Assert.Single(broker.Ids));
    }

    [Fact]
    public async Task A_message_with_a_later_time_waits_for_it()
    {
        var replica = await ReplicaAsync();
        await replica.InsertAsync(new Parcel { Id = "p" }.Saying("later", time.GetUtcNow().AddMinutes(5)).Saying("now"));
        await replica.DrainAsync();
        Assert.Equal(["now"], broker.Jobs);

        time.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromSeconds(1));
        Assert.Equal(0, await replica.SweepAsync());
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await replica.SweepAsync());

        Assert.Equal(["now", "later"], broker.Jobs);
        await AssertSentAndEmptyAsync(replica, "p");
    }

    [Fact]
    public async Task A_taken_id_hands_nothing_over()
    {
        var replica = await ReplicaAsync();
        await replica.InsertAsync(new Parcel { Id = "p" });

        Assert.Null(await replica.Outbox.InsertAsync(new Parcel { Id = "p" }.Saying("a"), CancellationToken.None));

        Assert.Equal(0, replica.Queue.Count);
    }
}
