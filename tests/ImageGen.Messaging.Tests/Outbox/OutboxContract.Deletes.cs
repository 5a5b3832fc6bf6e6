using ImageGen.Messaging.Outbox;

namespace ImageGen.Messaging.Tests.Outbox;

public abstract partial class OutboxContract
{
    [Fact]
    public async Task What_a_document_still_carries_and_the_last_word_are_sent_before_it_is_deleted()
    {
        var replica = await ReplicaAsync();
        var seen = await replica.InsertAsync(new Parcel { Id = "p" }.Saying("a"));

        Assert.True(await replica.Outbox.DeleteAsync(seen, LastWord, CancellationToken.None));
        await replica.DrainAsync();

        Assert.Equal(["a", "gone"], broker.Jobs);
        Assert.Null(await replica.Documents.GetAsync("p", CancellationToken.None));
        Assert.Equal(0, replica.Queue.Count);
    }

    [Fact]
    public async Task Nothing_is_deleted_whose_last_word_is_not_taken()
    {
        var replica = await ReplicaAsync();
        var seen = await replica.InsertAsync(new Parcel { Id = "p" });
        broker.OnPublish = _ => throw BrokerAway;

        await Assert.ThrowsAsync<MessageNotSentException>(() => replica.Outbox.DeleteAsync(seen, LastWord, CancellationToken.None));

        Assert.NotNull(await replica.Documents.GetAsync("p", CancellationToken.None));
    }

    [Fact]
    public async Task Who_is_not_the_fastest_deletes_nothing_and_says_its_word_once()
    {
        var replica = await ReplicaAsync();
        var seen = await replica.InsertAsync(new Parcel { Id = "p" });
        var newer = await replica.ReplaceAsync(seen, seen.Body with { Text = "newer" });
        var last = LastWord;

        Assert.False(await replica.Outbox.DeleteAsync(seen, last, CancellationToken.None));
        Assert.True(await replica.Outbox.DeleteAsync(newer!, last, CancellationToken.None));

        Assert.Equal(["gone"], broker.Jobs);
    }

    private static IReadOnlyList<OutboxEntry> LastWord => new Parcel { Id = "p" }.Saying("gone").Outbox;
}
