using ImageGen.Persistence;
using ImageGen.TestKit;

namespace ImageGen.Volcengine.Tests.Support;

/// <summary>A database that several replicas share, and a folder for whatever else they keep.</summary>
internal sealed class Store : IDisposable
{
    private readonly string folder;
    private readonly string? mongo;

    private Store(string? mongo) => (this.mongo, folder) = (mongo, Directory.CreateTempSubdirectory("imagegen-limits-").FullName);

    private Store(Store other) => (mongo, folder) = (other.mongo, other.folder);

    /// <summary>Called before each call of a replica's documents; what it throws the call throws.</summary>
    public Func<StoreCall, Task> Before { get; set; } = _ => Task.CompletedTask;

    /// <summary>Happens when a call is done, before anybody hears of it.</summary>
    public Func<StoreCall, Task> After { get; set; } = _ => Task.CompletedTask;

    public IEnumerable<KeyValuePair<string, string?>> Settings => [new("IMAGEGEN_DATA", folder), new("MONGODB_URL", mongo)];

    /// <summary>How full the disk is, where a test says so.</summary>
    public FreeSpace? Space { get; init; }

    public static Store Sqlite(FreeSpace? space = null) => new(mongo: null) { Space = space };

    public static async Task<Store> MongoAsync(MongoServer server) => new(await server.NewDatabaseAsync());

    /// <summary>The same database, as a replica sees it whose calls have a fate of their own. Not to be disposed of.</summary>
    public Store Beside() => new(this);

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
