using ImageGen.Persistence.Mongo;
using ImageGen.TestKit;
using MongoDB.Bson;
using MongoDB.Driver;

namespace ImageGen.Persistence.Tests;

/// <summary>A claim and a page follow their index: that of what is set, where most documents lack the field, holds only those.</summary>
public sealed class MongoPlanTests(MongoServer server) : IAsyncLifetime
{
    private const int Documents = 10_000;

    private readonly DocumentModel<Note> model = Note.Model("notes");
    private Store store = null!;
    private MongoClient client = null!;
    private IMongoDatabase database = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var url = await server.NewDatabaseAsync();
        client = new MongoClient(url);
        database = client.GetDatabase(new MongoUrl(url).DatabaseName);
        await database.GetCollection<BsonDocument>("notes").InsertManyAsync(Enumerable.Range(0, Documents).Select(Envelope), cancellationToken: Cancel);
        store = Store.Open("MONGODB_URL", url, model);
        await store.Documents<Note>().CountAsync([], 1, Cancel);
        await Eventually.HoldsAsync("the indexes are built", async () =>
            (await (await database.GetCollection<BsonDocument>("notes").Indexes.ListAsync(Cancel)).ToListAsync(Cancel)).Exists(index => index["name"] == "owner_1_createdAt_1__id_1"));
    }

    public ValueTask DisposeAsync()
    {
        store?.Dispose();
        client?.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_claim_walks_what_is_due()
    {
        var filters = new MongoFilters<Note>(model);
        await AssertWalksAsync("dueAt_1__id_1_set", filters.Due(new DueClaim("dueAt", 50, 60, 10)), filters.Order("dueAt"));
    }

    [Fact]
    public async Task A_page_walks_its_owners_index()
    {
        var filters = new MongoFilters<Note>(model);
        var query = new PageQuery { OrderBy = "createdAt", Where = [new FieldValue("owner", "ada")], After = new PagePosition(5_000, "a") };
        await AssertWalksAsync("owner_1_createdAt_1__id_1", filters.Page(query), filters.Order("createdAt", descending: true));
    }

    private static BsonDocument Envelope(int i)
    {
        var note = new BsonDocument { { "_id", $"n{i:00000}" }, { "version", 1L }, { "opId", "x" }, { "owner", "ada" }, { "createdAt", (long)i }, { "rank", (long)i } };
        if (i % 10 == 0) note.Add("dueAt", (long)i);
        return note.Add("body", new BsonDocument { { "id", $"n{i:00000}" }, { "text", new string('x', 200) } });
    }

    private async Task AssertWalksAsync(string index, BsonDocument filter, BsonDocument order)
    {
        var find = new BsonDocument { { "find", "notes" }, { "filter", filter }, { "sort", order }, { "limit", 10 } };
        BsonDocument plan;
        try
        {
            plan = await database.RunCommandAsync<BsonDocument>(new BsonDocument { { "explain", find }, { "verbosity", "queryPlanner" } }, cancellationToken: Cancel);
        }
        catch (MongoCommandException error)
        {
            Assert.Skip($"This server explains nothing: {error.Message}");
            return;
        }

        var winner = plan.GetValue("queryPlanner", new BsonDocument()).AsBsonDocument.GetValue("winningPlan", new BsonDocument()).ToJson();
        Assert.Contains($"\"{index}\"", winner);
        Assert.DoesNotContain("\"SORT\"", winner);
    }
}
