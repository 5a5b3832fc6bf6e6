using Microsoft.Data.Sqlite;

namespace ImageGen.Persistence.Tests;

public sealed class DataFolderTests : IDisposable
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string parent = Directory.CreateTempSubdirectory("imagegen-folder-").FullName;

    public void Dispose() => Directory.Delete(parent, recursive: true);

    [Theory]
    [InlineData("数据 目录 (1)[a]")]
    [InlineData("a b/c'd\"e")]
    [InlineData("ü#%&{}")]
    public void Any_name_will_do(string name)
    {
        var path = Path.Combine(parent, name);
        using var folder = DataFolder.Lock(path);
        Assert.Equal(path, folder.Path);
        Assert.Contains(path, Assert.Throws<DataFolderInUseException>(() => DataFolder.Lock(path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("file")]
    [InlineData("file/below")]
    [InlineData("/proc/imagegen-data")]
    public void One_that_can_not_be_written_is_told_in_one_line(string name)
    {
        File.WriteAllText(Path.Combine(parent, "file"), "");
        var path = Path.Combine(parent, name);
        var error = Assert.Throws<DataFolderException>(() => DataFolder.Lock(path));
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.Contains("IMAGEGEN_DATA", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void A_folder_that_is_everybodys_stays_so()
    {
        if (OperatingSystem.IsWindows())
            return;
        var open = (UnixFileMode)Convert.ToInt32("1777", 8);
        File.SetUnixFileMode(parent, open);
        using (DataFolder.Lock(parent))
            Assert.Equal((open, Owner), (File.GetUnixFileMode(parent), File.GetUnixFileMode(Path.Combine(parent, "imagegen.lock"))));
    }

    [Fact]
    public void What_lies_in_it_is_its_users_alone()
    {
        // There a user's files are private by their place.
        if (OperatingSystem.IsWindows())
            return;
        var path = Path.Combine(parent, "was/open");
        Directory.CreateDirectory(path);
        File.SetUnixFileMode(path, (UnixFileMode)Convert.ToInt32("755", 8));

        using var folder = DataFolder.Lock(path);
        File.WriteAllText(Path.Combine(path, "prompts.txt"), "");
        Directory.CreateDirectory(Path.Combine(path, "pictures"));
        using (var database = new SqliteConnection($"Data Source={Path.Combine(path, "imagegen.db")};Pooling=False"))
        {
            database.Open();
            using var command = database.CreateCommand();
            command.CommandText = "PRAGMA journal_mode=WAL; CREATE TABLE a (b); INSERT INTO a VALUES (1)";
            command.ExecuteNonQuery();
            foreach (var file in Directory.EnumerateFiles(path))
                Assert.Equal((file, Owner), (file, File.GetUnixFileMode(file)));
            Assert.True(File.Exists(Path.Combine(path, "imagegen.db-wal")));
        }

        Assert.Equal(Owner | UnixFileMode.UserExecute, File.GetUnixFileMode(path));
        Assert.Equal(Owner | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.Combine(path, "pictures")));
    }
}
