using ImageGen.Persistence.Sqlite;
using ImageGen.TestKit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace ImageGen.Persistence.Tests;

/// <summary>A disk that is really full: SQLite finds it out at COMMIT, where nothing is in doubt.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly SmallDisk disk = SmallDisk.Mount(megabytes: 3);
    private readonly List<string> ends = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => disk.Dispose();

    [Fact]
    public async Task Writes_are_refused_reads_go_on_and_with_room_again_so_do_writes()
    {
        using var database = Open();
        var notes = new SqliteDocuments<Note>(database, Note.Model("notes"));
        var before = (await notes.InsertAsync(new Note { Id = "before", DueAt = 1, CreatedAt = 1 }, Cancel))!;
        for (var round = 0; round < 3; round++)
        {
            disk.Fill();
            await FailsAsync(notes, round);

            await Assert.ThrowsAsync<DocumentStoreFullException>(() => notes.ReplaceAsync(before, before.Body with { Text = new string('x', 50_000) }, Cancel));
            Assert.Equal(before.Version, (await notes.GetAsync("before", Cancel))!.Version);
            Assert.Contains((await notes.PageAsync(new PageQuery { OrderBy = "createdAt" }, Cancel)).Items, note => note.Id == "before");

            disk.Free();
            before = (await notes.ReplaceAsync(before, before.Body with { Count = round }, Cancel))!;
            Assert.NotNull(await notes.InsertAsync(new Note { Id = $"after{round}" }, Cancel));
        }

        Assert.Empty(ends);
    }

    [Fact]
    public async Task Whatever_was_acknowledged_is_there_and_whatever_was_refused_is_not()
    {
        var (acknowledged, refused) = (new List<string>(), new List<string>());
        using (var database = Open())
        {
            var notes = new SqliteDocuments<Note>(database, Note.Model("notes"));
            await notes.InsertAsync(new Note { Id = "first" }, Cancel);
            await Task.WhenAll(Enumerable.Range(0, 8).Select(async writer =>
            {
                for (var i = 0; i < 60; i++)
                {
                    if (writer == 0 && i % 20 == 10) disk.Fill();
                    if (writer == 0 && i % 20 == 19) disk.Free();
                    var id = $"{writer}-{i}";
                    try
                    {
                        await notes.InsertAsync(new Note { Id = id, Text = new string('x', 500) }, Cancel);
                        lock (acknowledged) acknowledged.Add(id);
                    }
                    catch (DocumentStoreFullException)
                    {
                        lock (refused) refused.Add(id);
                    }
                }
            }));
        }

        Assert.NotEmpty(refused);
        Assert.Empty(ends);
        using var again = Open();
        var found = (await new SqliteDocuments<Note>(again, Note.Model("notes")).GetManyAsync([.. acknowledged, .. refused], Cancel)).Select(note => note.Id);
        Assert.Equal(acknowledged.Order(), found.Order());
        Assert.Equal(["ok"], await again.ReadAsync(session => session.Query("PRAGMA integrity_check", row => row.GetString(0)), Cancel));
    }

    [Fact]
    public void Its_exception_is_that_of_any_full_disk()
    {
        disk.Fill();
        var ofTheSystem = Assert.Throws<IOException>(() => File.WriteAllBytes(Path.Combine(disk.Path, "one more"), new byte[1]));
        Assert.Equal(ofTheSystem.HResult, new DocumentStoreFullException("full").HResult);
    }

    [Fact]
    public async Task Nothing_new_is_begun_below_the_floor_and_the_host_says_why()
    {
        using var store = Store.Open(Note.Model("notes"), null, ("IMAGEGEN_DATA", disk.Path), ("IMAGEGEN_MIN_FREE_MB", "2"));
        var space = store.Service<FreeSpace>();
        await store.Documents<Note>().InsertAsync(new Note { Id = "a" }, Cancel);
        Assert.Equal((false, HealthStatus.Healthy), (space.IsLow, (await store.Health.CheckHealthAsync(Cancel)).Status));
        space.Require();

        disk.Fill();

        Assert.Throws<DocumentStoreFullException>(space.Require);
        var report = await store.Health.CheckHealthAsync(Cancel);
        Assert.Equal(HealthStatus.Degraded, report.Status);
        Assert.Contains("0 MB left", Assert.Single(report.Entries).Value.Description);
        disk.Free();
        Assert.False(space.IsLow);
    }

    [Theory]
    [InlineData("0", false)]
    [InlineData("", true)]
    [InlineData("512", true)]
    [InlineData("1", false)]
    public void The_floor_is_a_setting(string megabytes, bool low)
    {
        var settings = new Dictionary<string, string?> { ["IMAGEGEN_DATA"] = Path.Combine(disk.Path, "not", "there", "yet"), ["IMAGEGEN_MIN_FREE_MB"] = megabytes };
        Assert.Equal(low, FreeSpace.From(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()).IsLow);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("half")]
    [InlineData("1e3")]
    [InlineData("99999999999999999999")]
    public void A_floor_that_is_no_number_is_told_in_one_line(string megabytes)
    {
        var error = Assert.Throws<OptionsValidationException>(() => Store.Open(Note.Model("notes"), null, ("IMAGEGEN_DATA", disk.Path), ("IMAGEGEN_MIN_FREE_MB", megabytes)));
        Assert.StartsWith("IMAGEGEN_MIN_FREE_MB", Assert.Single(error.Failures));
    }

    [Fact]
    public void Where_documents_and_pictures_are_elsewhere_nothing_is_watched()
    {
        var settings = new Dictionary<string, string?> { ["IMAGEGEN_DATA"] = disk.Path, ["MONGODB_URL"] = "mongodb://db", ["S3:Endpoint"] = "https://s3" };
        Assert.False(FreeSpace.From(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()).IsLow);
        settings["S3:Endpoint"] = "";
        Assert.True(FreeSpace.From(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()).IsLow);
    }

    private SqliteDatabase Open() => new(Path.Combine(disk.Path, "imagegen.db"), (reason, _) => ends.Add(reason));

    /// <summary>Small writes first: those fail at COMMIT, and large ones at their statement.</summary>
    private static async Task FailsAsync(SqliteDocuments<Note> notes, int round)
    {
        foreach (var size in new[] { 10, 5_000, 4_000_000 })
        {
            await Assert.ThrowsAsync<DocumentStoreFullException>(
                () => notes.InsertAsync(new Note { Id = $"refused{round}-{size}", Text = new string('x', size) }, Cancel));
        }

        Assert.Empty(await notes.GetManyAsync([$"refused{round}-10", $"refused{round}-5000", $"refused{round}-4000000"], Cancel));
    }
}
