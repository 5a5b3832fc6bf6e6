using ImageGen.Persistence.Unreadable;

namespace ImageGen.Persistence.Tests;

public sealed class SqliteDocumentsTests : DocumentsContract, IDisposable
{
    private readonly TempFolder folder = new();
    private readonly List<Store> stores = [];

    public void Dispose()
    {
        foreach (var store in stores) store.Dispose();
        folder.Dispose();
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
        var store = Store.Open("IMAGEGEN_DATA", folder.Path, model);
        stores.Add(store);
        return store.Documents<T>();
    }
}
