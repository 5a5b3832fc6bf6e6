using ImageGen.Persistence;
using ImageGen.TestKit;

namespace ImageGen.Volcengine.Tests.Support;

/// <summary>A database that several replicas share, and a folder for whatever else they keep.</summary>
internal sealed class Store : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("imagegen-limits-").FullName;
    private readonly string? mongo;

    private Store(string? mongo) => this.mongo = mongo;

    public IEnumerable<KeyValuePair<string, string?>> Settings => [new("IMAGEGEN_DATA", folder), new("MONGODB_URL", mongo)];

    /// <summary>How full the disk is, where a test says so.</summary>
    public FreeSpace? Space { get; init; }

    public static Store Sqlite(FreeSpace? space = null) => new(mongo: null) { Space = space };

    public static async Task<Store> MongoAsync(MongoServer server) => new(await server.NewDatabaseAsync());

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
