using DotNet.Testcontainers.Builders;
using MongoDB.Bson;
using MongoDB.Driver;
using Testcontainers.MongoDb;
using Xunit;

namespace ImageGen.TestKit;

/// <summary>
/// A MongoDB for tests, standalone as in the compose file: the one that <c>IMAGEGEN_TEST_MONGODB_URL</c> names, else a container, else
/// <c>mongod</c> from PATH. One for a whole assembly: <c>[assembly: AssemblyFixture(typeof(MongoServer))]</c>, then a constructor parameter.
/// </summary>
public class MongoServer : IAsyncLifetime
{
    private const string Image = "mongo:8";
    private const int Port = 27017;

    private readonly string variable;
    private readonly string name;
    private readonly string? replicaSet;
    private readonly SemaphoreSlim starting = new(1, 1);
    private readonly List<string> databases = [];
    private readonly List<string> reasons = [];
    private MongoDbContainer? container;
    private LocalServer? local;
    private string? folder;
    private string? server;

    public MongoServer() : this("IMAGEGEN_TEST_MONGODB_URL", "mongodb", replicaSet: null)
    {
    }

    private protected MongoServer(string variable, string name, string? replicaSet) =>
        (this.variable, this.name, this.replicaSet) = (variable, name, replicaSet);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Skips or fails the running test where there is no server.</summary>
    /// <returns>A connection string with an unused database, which is dropped at the end.</returns>
    public async Task<string> NewDatabaseAsync()
    {
        await starting.WaitAsync();
        try
        {
            if (server is null && reasons.Count == 0) server = Named() ?? await ContainerAsync() ?? await ProgramAsync();
            if (server is null) TestServers.SkipOrFail(name, "No MongoDB: " + string.Join("; ", reasons));
            var url = new MongoUrlBuilder(server) { DatabaseName = "imagegen_test_" + Guid.NewGuid().ToString("N")[..12] };
            // Without it the driver would look for the user in the new database.
            if (url.Username is not null) url.AuthenticationSource ??= new MongoUrl(server).DatabaseName ?? "admin";
            databases.Add(url.DatabaseName);
            return url.ToString();
        }
        finally
        {
            starting.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null && container is null && local is null)
        {
            using var client = new MongoClient(server);
            foreach (var database in databases) await client.DropDatabaseAsync(database);
        }

        if (container is not null) await container.DisposeAsync();
        local?.Dispose();
        if (folder is not null) Directory.Delete(folder, recursive: true);
        starting.Dispose();
        GC.SuppressFinalize(this);
    }

    private string? Named()
    {
        var url = Environment.GetEnvironmentVariable(variable);
        if (!string.IsNullOrEmpty(url)) return url;
        reasons.Add($"{variable} is not set");
        return null;
    }

    private async Task<string?> ContainerAsync()
    {
        // Without a user, as in the compose file; and a replica set is begun here, as that of a mongod from PATH.
        (container, var reason) = await DockerServer.TryStartAsync(() => new MongoDbBuilder(Image)
            .WithUsername("")
            .WithPassword("")
            .WithCommand([.. Options])
            .WithWaitStrategy(Wait.ForUnixContainer().UntilInternalTcpPortIsAvailable(Port))
            .Build());
        if (container is not null) return await BegunAsync(container.GetConnectionString(), Port);
        reasons.Add(reason);
        return null;
    }

    private async Task<string?> ProgramAsync()
    {
        if (LocalServer.Find("mongod") is not { } path)
        {
            reasons.Add("there is no mongod on PATH");
            return null;
        }

        folder = Directory.CreateTempSubdirectory("imagegen-mongod-").FullName;
        local = await LocalServer.StartAsync(path, port => ["--port", $"{port}", "--dbpath", folder, "--bind_ip", "127.0.0.1", .. Options]);
        return await BegunAsync($"mongodb://127.0.0.1:{local.Port}/", local.Port);
    }

    private IEnumerable<string> Options => replicaSet is null ? [] : ["--replSet", replicaSet];

    /// <summary>A replica set of one begins when it is told to.</summary>
    /// <param name="port">Its own, which may not be the one that we reach it by: so the client must not look for its members.</param>
    private async Task<string> BegunAsync(string url, int port)
    {
        if (replicaSet is null) return url;
        url += "?directConnection=true";
        using var client = new MongoClient(url);
        var admin = client.GetDatabase("admin");
        var member = new BsonDocument { { "_id", 0 }, { "host", $"127.0.0.1:{port}" } };
        await admin.RunCommandAsync<BsonDocument>(
            new BsonDocument("replSetInitiate", new BsonDocument { { "_id", replicaSet }, { "members", new BsonArray { member } } }));
        await Eventually.HoldsAsync(
            "the replica set has a primary",
            async () => (await admin.RunCommandAsync<BsonDocument>(new BsonDocument("hello", 1))).GetValue("isWritablePrimary", false).ToBoolean());
        return url;
    }
}
