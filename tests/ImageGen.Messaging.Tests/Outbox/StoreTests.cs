using ImageGen.TestKit;

namespace ImageGen.Messaging.Tests.Outbox;

public sealed class SqliteOutboxTests : OutboxContract
{
    private readonly string folder = Directory.CreateTempSubdirectory("imagegen-outbox-").FullName;

    protected override Task<(string Name, string Value)> SettingAsync() => Task.FromResult(("IMAGEGEN_DATA", folder));

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}

public sealed class MongoOutboxTests(MongoServer server) : OutboxContract
{
    protected override async Task<(string Name, string Value)> SettingAsync() => ("MONGODB_URL", await server.NewDatabaseAsync());
}
