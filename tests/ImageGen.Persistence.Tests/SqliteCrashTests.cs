namespace ImageGen.Persistence.Tests;

public sealed class SqliteCrashTests : IDisposable
{
    private readonly TempFolder folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Kill_9_in_mid_write_loses_nothing_that_was_acknowledged()
    {
        var acknowledged = new Dictionary<string, long>();
        for (var kill = 0; kill < 6; kill++)
        {
            using var writer = WriterProcess.Start(folder.Path);
            await Until(() => writer.Acknowledged > 0);
            await Task.Delay(Random.Shared.Next(20, 500), Cancel);
            foreach (var (id, version) in await writer.KillAsync()) acknowledged[id] = version;
        }

        Assert.True(acknowledged.Count > 100, $"Only {acknowledged.Count} documents were written: this proves nothing.");
        using var store = Store.Open("IMAGEGEN_DATA", folder.Path, Note.Model("notes"));
        var found = (await store.Documents<Note>().GetManyAsync(acknowledged.Keys, Cancel)).ToDictionary(note => note.Id, note => note.Version);
        Assert.All(acknowledged, said => Assert.True(found.GetValueOrDefault(said.Key) >= said.Value, $"{said.Key} version {said.Value} is lost"));
        using var database = new Sqlite.SqliteSession(Path.Combine(folder.Path, "imagegen.db"));
        Assert.Equal(["ok"], database.Query("PRAGMA integrity_check", row => row.GetString(0)));
    }

    [Fact]
    public async Task A_data_folder_belongs_to_one_process_until_it_is_dead()
    {
        using (var writer = WriterProcess.Start(folder.Path))
        {
            await Until(() => writer.Acknowledged > 0);
            var refused = Assert.Throws<DataFolderInUseException>(() => DataFolder.Lock(folder.Path));
            Assert.Contains(folder.Path, refused.Message);
            Assert.DoesNotContain('\n', refused.Message);
            await writer.KillAsync();
        }

        using (DataFolder.Lock(folder.Path)) Assert.Throws<DataFolderInUseException>(() => DataFolder.Lock(folder.Path));
        using var again = DataFolder.Lock(folder.Path);
    }

    private static async Task Until(Func<bool> condition)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        while (!condition()) await Task.Delay(5, patience.Token);
    }
}
