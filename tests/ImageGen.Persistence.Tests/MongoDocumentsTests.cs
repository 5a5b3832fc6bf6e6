using ImageGen.Persistence.Unreadable;
using ImageGen.TestKit;

namespace ImageGen.Persistence.Tests;

public class MongoDocumentsTests(MongoServer server) : DocumentsContract, IAsyncLifetime
{
    private readonly List<Store> stores = [];
    private string url = "";

    public async ValueTask InitializeAsync() => url = await server.NewDatabaseAsync();

    public ValueTask DisposeAsync()
    {
        foreach (var store in stores) store.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    private protected override IDocuments<UnreadableDocument> Records
    {
        get
        {
            Open(Note.Model("others"));
            return stores[^1].Documents<UnreadableDocument>();
        }
    }

    private protected override IDocuments<T> Open<T>(DocumentModel<T> model)
    {
        var store = Store.Open("MONGODB_URL", url, model);
        stores.Add(store);
        return store.Documents<T>();
    }
}

/// <summary>The same in a replica set.</summary>
public sealed class MongoDocumentsTestsInAReplicaSet(MongoReplicaSet server) : MongoDocumentsTests(server);
