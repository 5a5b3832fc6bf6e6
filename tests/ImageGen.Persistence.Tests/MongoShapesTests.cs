using ImageGen.TestKit;
using Microsoft.Extensions.Time.Testing;
using MongoDB.Bson;
using MongoDB.Driver;

namespace ImageGen.Persistence.Tests;

/// <summary>How versions of a model share a collection: what is done beside the work, and when.</summary>
public class MongoShapesTests(MongoServer server) : IAsyncLifetime
{
    private readonly FakeTimeProvider time = new();
    private readonly List<Store> stores = [];
    private string url = "";
    private MongoClient client = null!;
    private IMongoDatabase database = null!;

    private static DocumentModel<Note> Before => new DocumentModel<Note>("notes", note => note.Id).Text("owner", note => note.Owner).Number("dueAt", note => note.DueAt);

    private static DocumentModel<Note> After => new DocumentModel<Note>("notes", note => note.Id).Text("owner", note => note.Owner).Number("rank", note => note.Rank);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        url = await server.NewDatabaseAsync();
        client = new MongoClient(url);
        database = client.GetDatabase(new MongoUrl(url).DatabaseName);
    }

    public ValueTask DisposeAsync()
    {
        foreach (var store in stores) store.Dispose();
        client?.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Nobody_waits_until_documents_are_filled_in()
    {
        var before = Open(Before);
        for (var i = 0; i < 250; i++) await before.InsertAsync(new Note { Id = $"n{i:000}", Rank = i }, Cancel);

        // Between its steps the upkeep waits by this clock, which stands still.
        var after = Open(After);

        Assert.NotNull(await after.GetAsync("n249", Cancel));
        Assert.NotNull(await after.InsertAsync(new Note { Id = "new", Rank = 1000 }, Cancel));
        Assert.NotEqual(251, await CountByRankAsync(after));
        await UntilAsync("all are filled in", async () => await CountByRankAsync(after) == 251);
    }

    [Fact]
    public async Task A_running_version_also_finds_what_an_older_one_writes_later()
    {
        var (before, after) = (Open(Before), Open(After));
        await after.InsertAsync(new Note { Id = "a", Rank = 1 }, Cancel);
        await UntilAsync("nothing was found for a while", async () => await PauseAsync(After) > TimeSpan.FromHours(4).TotalMilliseconds);

        var seen = (await before.GetAsync("a", Cancel))!;
        await before.ReplaceAsync(seen, seen.Body with { Rank = 2 }, Cancel);
        await before.InsertAsync(new Note { Id = "b", Rank = 3 }, Cancel);
        Assert.Equal(0, await CountByRankAsync(after));

        await UntilAsync("both are found", async () => await CountByRankAsync(after) == 2);
        Assert.True(await PauseAsync(After) < TimeSpan.FromHours(1).TotalMilliseconds, "Where one was found there may be more soon.");
    }

    [Fact]
    public async Task Two_versions_beside_each_other_do_not_undo_each_others_work()
    {
        var (before, after) = (Open(Before), Open(After));
        await before.InsertAsync(new Note { Id = "a", Rank = 1, DueAt = 1 }, Cancel);
        await after.InsertAsync(new Note { Id = "b", Rank = 2, DueAt = 2 }, Cancel);

        await UntilAsync("each finds the other's documents", async () =>
            await CountByRankAsync(after) == 2 && (await before.PageAsync(new PageQuery { OrderBy = "dueAt" }, Cancel)).Items.Count == 2);
        await UntilAsync("neither finds anything to do", () => HaveRestedAsync(TimeSpan.FromHours(1)));
        var written = await HeadsAsync();
        await UntilAsync("nor later", () => HaveRestedAsync(TimeSpan.FromHours(20)));

        Assert.Equal(written, await HeadsAsync());

        async Task<bool> HaveRestedAsync(TimeSpan pause) =>
            await PauseAsync(After) > pause.TotalMilliseconds && await PauseAsync(Before) > pause.TotalMilliseconds;
    }

    [Fact]
    public async Task Documents_from_before_there_were_shapes_are_filled_in_and_keep_what_a_claim_has_pushed()
    {
        await Collection.InsertManyAsync(
        [
            BsonDocument.Parse("""{ "_id": "a", "version": 1, "opId": "x", "owner": "ada", "dueAt": 500, "body": { "id": "a", "dueAt": 5, "rank": 1 } }"""),
            BsonDocument.Parse("""{ "_id": "b", "version": 1, "opId": "x", "owner": "ada", "body": { "id": "b", "rank": 2 } }"""),
        ], cancellationToken: Cancel);

        var notes = Open(Note.Model("notes"));
        await notes.GetAsync("a", Cancel);

        await UntilAsync("both are filled in", async () => await CountByRankAsync(notes) == 2);
        Assert.Empty(await notes.ClaimDueAsync(new DueClaim("dueAt", 499, 600, 1), Cancel));
        Assert.Equal(["a"], (await notes.ClaimDueAsync(new DueClaim("dueAt", 500, 600, 1), Cancel)).Select(note => note.Id));
        Assert.Equal(1, (await notes.GetAsync("b", Cancel))!.Version);
    }

    [Fact]
    public async Task What_nobody_of_ours_could_have_written_costs_only_itself()
    {
        var notes = Open(Note.Model("notes"));
        await notes.InsertAsync(new Note { Id = "good", DueAt = 9, Rank = 9 }, Cancel);
        await Collection.InsertManyAsync(
        [
            BsonDocument.Parse("""{ "_id": { "$oid": "5f9f1b9b9b9b9b9b9b9b9b9b" }, "version": 1, "dueAt": 1, "rank": 1, "body": { "id": "x" } }"""),
            BsonDocument.Parse("""{ "_id": "date", "version": 1, "opId": "x", "dueAt": 2, "rank": 2, "body": { "id": "date", "at": { "$date": "2026-01-01T00:00:00Z" }, "text": "x" } }"""),
            BsonDocument.Parse("""{ "_id": "no body", "version": 1, "opId": "x", "dueAt": 3, "rank": 3 }"""),
            BsonDocument.Parse("""{ "_id": "text", "version": "one", "opId": 7, "dueAt": 4, "rank": 4, "body": "gone" }"""),
            BsonDocument.Parse("""{ "_id": "nan", "version": 1, "opId": "x", "dueAt": 5, "rank": 5.5, "body": { "id": "nan", "weight": { "$numberDouble": "NaN" } } }"""),
        ], cancellationToken: Cancel);

        Assert.Equal(["good"], (await notes.PageAsync(new PageQuery { OrderBy = "rank", Limit = 3 }, Cancel)).Items.Select(note => note.Id));
        Assert.Equal(["good"], (await notes.GetManyAsync(["date", "no body", "text", "nan", "good"], Cancel)).Select(note => note.Id));
        Assert.Equal(["good"], (await notes.ClaimDueAsync(new DueClaim("dueAt", 10, 20, 2, OrderBy: "rank"), Cancel)).Select(note => note.Id));
        Assert.Empty(await notes.ClaimDueAsync(new DueClaim("dueAt", 19, 30, 2), Cancel));
        await Assert.ThrowsAsync<UnreadableDocumentException>(() => notes.GetAsync("date", Cancel));
    }

    [Fact]
    public async Task An_index_of_what_is_set_takes_the_place_of_the_one_of_all()
    {
        await Collection.Indexes.CreateOneAsync(new CreateIndexModel<BsonDocument>(new BsonDocument { { "dueAt", 1 }, { "_id", 1 } }), cancellationToken: Cancel);
        await Open(Note.Model("notes")).CountAsync([], 1, Cancel);

        await UntilAsync("all indexes are there", async () => (await IndexesAsync()).SetEquals(
            ["_id_", "key_1", "dueAt_1__id_1_set", "rank_1__id_1", "owner_1_createdAt_1__id_1", "marks_1_createdAt_1__id_1"]));
    }

    private IMongoCollection<BsonDocument> Collection => database.GetCollection<BsonDocument>("notes");

    private IDocuments<Note> Open(DocumentModel<Note> model)
    {
        stores.Add(Store.Open("MONGODB_URL", url, model, time));
        return stores[^1].Documents<Note>();
    }

    private static async Task<int> CountByRankAsync(IDocuments<Note> notes) =>
        (await notes.PageAsync(new PageQuery { OrderBy = "rank", Limit = 1000 }, Cancel)).Items.Count;

    private async Task<double> PauseAsync(DocumentModel<Note> model)
    {
        var shape = await database.GetCollection<BsonDocument>("_shapes").Find(new BsonDocument("_id", $"notes:{model.Shape.Id}")).FirstOrDefaultAsync(Cancel);
        return shape?.GetValue("pause", 0).ToDouble() ?? 0;
    }

    private async Task<HashSet<string>> IndexesAsync() =>
        [.. (await (await Collection.Indexes.ListAsync(Cancel)).ToListAsync(Cancel)).Select(index => index["name"].AsString)];

    private async Task<List<string>> HeadsAsync() =>
        (await Collection.Find(new BsonDocument()).Sort(new BsonDocument("_id", 1)).ToListAsync(Cancel)).ConvertAll(document => document.ToJson());

    /// <summary>Lets time pass until it holds.</summary>
    private Task UntilAsync(string what, Func<Task<bool>> condition) => Eventually.HoldsAsync(what, async () =>
    {
        if (await condition()) return true;
        time.Advance(TimeSpan.FromMinutes(10));
        return false;
    });
}

/// <summary>The same in a replica set.</summary>
public sealed class MongoShapesTestsInAReplicaSet(MongoReplicaSet server) : MongoShapesTests(server);
