using ImageGen.Persistence.Mongo;
using ImageGen.TestKit;
using MongoDB.Driver;

namespace ImageGen.Persistence.Tests;

/// <summary>The wire to MongoDB is cut in the middle of a write: its caller hears of success exactly when it was applied, and it is applied once.</summary>
public class StoreReplyLostTests(MongoServer server, Toxiproxy toxiproxy) : IAsyncLifetime
{
    private readonly DocumentModel<Note> model = Note.Model("notes");
    private ToxiproxyProxy proxy = null!;
    private WireCutter wire = null!;
    private MongoStore behindProxy = null!;
    private MongoStore direct = null!;
    private MongoDocuments<Note> ours = null!;
    private MongoDocuments<Note> others = null!;

    public static TheoryData<Cut> Cuts => [.. Enum.GetValues<Cut>()];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var url = await server.NewDatabaseAsync();
        proxy = await toxiproxy.ProxyAsync(new MongoUrl(url).Server.ToString());
        wire = new WireCutter(proxy);
        var detour = new MongoUrlBuilder(url)
        {
            Server = new MongoServerAddress(proxy.Host, proxy.Port),
            DirectConnection = true,
            SocketTimeout = TimeSpan.FromSeconds(2),
        };
        behindProxy = new MongoStore(detour.ToMongoUrl(), TimeProvider.System, wire.Watch);
        direct = new MongoStore(new MongoUrl(url), TimeProvider.System);
        ours = new MongoDocuments<Note>(behindProxy, model);
        others = new MongoDocuments<Note>(direct, model);
        await ours.CountAsync([], 1, Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        behindProxy?.Dispose();
        direct?.Dispose();
        if (proxy is not null) await proxy.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [MemberData(nameof(Cuts))]
    public async Task An_insert_is_done_once_and_known_to_be_ours(Cut cut)
    {
        wire.CutNext("insert", cut);
        var inserted = await ours.InsertAsync(new Note { Id = "a", Key = "k", Text = "ours" }, Cancel);

        Assert.Equal(1, wire.Cuts);
        Assert.Equal(1, inserted!.Version);
        Assert.Equal((1, "ours"), await SeenByOthersAsync("a"));
        Assert.NotNull(await ours.ReplaceAsync(inserted, inserted.Body, Cancel));
    }

    [Theory]
    [MemberData(nameof(Cuts))]
    public async Task An_insert_of_a_taken_id_stays_refused(Cut cut)
    {
        await others.InsertAsync(new Note { Id = "a", Text = "theirs" }, Cancel);
        wire.CutNext("insert", cut);

        Assert.Null(await ours.InsertAsync(new Note { Id = "a", Text = "ours" }, Cancel));
        Assert.Equal(1, wire.Cuts);
        Assert.Equal((1, "theirs"), await SeenByOthersAsync("a"));
    }

    [Theory]
    [MemberData(nameof(Cuts))]
    public async Task An_insert_of_a_taken_key_stays_refused(Cut cut)
    {
        await others.InsertAsync(new Note { Id = "a", Key = "k" }, Cancel);
        wire.CutNext("insert", cut);

        Assert.Null(await ours.InsertAsync(new Note { Id = "b", Key = "k" }, Cancel));
        Assert.Equal(1, wire.Cuts);
        Assert.Null(await others.GetAsync("b", Cancel));
    }

    [Theory]
    [MemberData(nameof(Cuts))]
    public async Task A_replace_is_done_once_and_known_to_be_ours(Cut cut)
    {
        var seen = (await others.InsertAsync(new Note { Id = "a" }, Cancel))!;
        wire.CutNext("update", cut);
        var replaced = await ours.ReplaceAsync(seen, seen.Body with { Text = "ours" }, Cancel);

        Assert.Equal(1, wire.Cuts);
        Assert.Equal(2, replaced!.Version);
        Assert.Equal((2, "ours"), await SeenByOthersAsync("a"));
    }

    [Theory]
    [MemberData(nameof(Cuts))]
    public async Task A_replace_of_an_old_version_stays_refused(Cut cut)
    {
        var seen = (await others.InsertAsync(new Note { Id = "a" }, Cancel))!;
        await others.ReplaceAsync(seen, seen.Body with { Text = "theirs" }, Cancel);
        wire.CutNext("update", cut);

        Assert.Null(await ours.ReplaceAsync(seen, seen.Body with { Text = "ours" }, Cancel));
        Assert.Equal(1, wire.Cuts);
        Assert.Equal((2, "theirs"), await SeenByOthersAsync("a"));
    }

    [Fact]
    public async Task A_replace_that_never_arrived_loses_to_who_wrote_meanwhile()
    {
        var seen = (await others.InsertAsync(new Note { Id = "a" }, Cancel))!;
        wire.CutNext("update", Cut.RequestLost, () => others.ReplaceAsync(seen, seen.Body with { Text = "theirs" }, Cancel));

        Assert.Null(await ours.ReplaceAsync(seen, seen.Body with { Text = "ours" }, Cancel));
        Assert.Equal((2, "theirs"), await SeenByOthersAsync("a"));
    }

    [Theory]
    [MemberData(nameof(Cuts))]
    public async Task A_replace_that_takes_another_documents_key_stays_refused(Cut cut)
    {
        await others.InsertAsync(new Note { Id = "a", Key = "k" }, Cancel);
        var seen = (await others.InsertAsync(new Note { Id = "b", Text = "old" }, Cancel))!;
        wire.CutNext("update", cut);

        await Assert.ThrowsAsync<DocumentKeyTakenException>(() => ours.ReplaceAsync(seen, seen.Body with { Key = "k" }, Cancel));
        Assert.Equal((1, "old"), await SeenByOthersAsync("b"));
    }

    [Theory]
    [MemberData(nameof(Cuts))]
    public async Task A_delete_is_known_to_be_done(Cut cut)
    {
        var seen = (await others.InsertAsync(new Note { Id = "a" }, Cancel))!;
        wire.CutNext("delete", cut);

        Assert.True(await ours.DeleteAsync(seen, Cancel));
        Assert.Equal(1, wire.Cuts);
        Assert.Null(await others.GetAsync("a", Cancel));
    }

    [Theory]
    [MemberData(nameof(Cuts))]
    public async Task A_delete_of_an_old_version_stays_refused(Cut cut)
    {
        var seen = (await others.InsertAsync(new Note { Id = "a" }, Cancel))!;
        await others.ReplaceAsync(seen, seen.Body with { Text = "theirs" }, Cancel);
        wire.CutNext("delete", cut);

        Assert.False(await ours.DeleteAsync(seen, Cancel));
        Assert.Equal((2, "theirs"), await SeenByOthersAsync("a"));
    }

    [Theory]
    [MemberData(nameof(Cuts))]
    public async Task A_claim_is_made_once_and_nobody_else_gets_it(Cut cut)
    {
        for (var i = 0; i < 5; i++) await others.InsertAsync(new Note { Id = $"n{i}", DueAt = i }, Cancel);
        var claim = new DueClaim("dueAt", Now: 100, Until: 200, Limit: 3);
        IReadOnlyList<Stored<Note>> theirs = [];
        wire.CutNext("update", cut, async () => theirs = await others.ClaimDueAsync(claim, Cancel));

        var claimed = await ours.ClaimDueAsync(claim, Cancel);

        Assert.Equal(1, wire.Cuts);
        Assert.All(claimed.Concat(theirs), note => Assert.Equal(2, note.Version));
        var left = await others.ClaimDueAsync(claim with { Limit = 10 }, Cancel);
        Assert.Equal(["n0", "n1", "n2", "n3", "n4"], claimed.Concat(theirs).Concat(left).Select(note => note.Id).Order());
    }

    [Theory]
    [MemberData(nameof(Cuts))]
    public async Task What_is_old_is_deleted_and_counted_once(Cut cut)
    {
        for (var i = 0; i < 5; i++) await others.InsertAsync(new Note { Id = $"n{i}", CreatedAt = i }, Cancel);
        wire.CutNext("delete", cut);

        Assert.Equal(2, await ours.DeleteOlderThanAsync("createdAt", 4, 2, Cancel));
        Assert.Equal(1, wire.Cuts);
        Assert.Equal(3, await others.CountAsync([], 10, Cancel));
    }

    [Fact]
    public async Task While_the_wire_is_cut_again_and_again_every_increment_counts_once()
    {
        string[] ids = ["a", "b", "c", "d"];
        var work = Task.WhenAll(ids.Select(async id =>
        {
            var note = (await ours.InsertAsync(new Note { Id = id }, Cancel))!;
            for (var i = 0; i < 60; i++)
            {
                note = await ours.ReplaceAsync(note, note.Body with { Count = note.Body.Count + 1 }, Cancel);
                // Nobody else writes here: a conflict would be our own write that we failed to recognise.
                Assert.NotNull(note);
                await Task.Delay(10, Cancel);
            }
        }));

        for (var cuts = 0; !work.IsCompleted; cuts++)
        {
            // Cuts between two answers and within one.
            await proxy.CutAnswersAsync(cuts * 37 % 400);
            await Task.Delay(60, Cancel);
            await proxy.RemoveToxicAsync("limit_data", "downstream");
            await Task.WhenAny(work, Task.Delay(700, Cancel));
        }

        await work;
        foreach (var id in ids)
        {
            var note = (await others.GetAsync(id, Cancel))!;
            Assert.Equal((60, 61), (note.Body.Count, note.Version));
        }
    }

    [Fact]
    public async Task A_database_that_is_away_for_some_seconds_is_waited_for()
    {
        await proxy.DisableAsync();
        var insert = ours.InsertAsync(new Note { Id = "a" }, Cancel);
        await Task.Delay(7000, Cancel);
        Assert.False(insert.IsCompleted);
        await proxy.EnableAsync();
        Assert.NotNull(await insert);
    }

    private async Task<(long Version, string? Text)> SeenByOthersAsync(string id)
    {
        var note = await others.GetAsync(id, Cancel);
        return (note!.Version, note.Body.Text);
    }
}

/// <summary>The same in a replica set.</summary>
public sealed class StoreReplyLostInAReplicaSet(MongoReplicaSet server, Toxiproxy toxiproxy) : StoreReplyLostTests(server, toxiproxy);
