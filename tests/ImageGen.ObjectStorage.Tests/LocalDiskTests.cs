using System.Diagnostics;
using ImageGen.ObjectStorage.LocalDisk;
using Microsoft.Extensions.Time.Testing;

namespace ImageGen.ObjectStorage.Tests;

public sealed class LocalDiskTests : ObjectStoreContract, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("imagegen-objects-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private protected override Task<IObjectStore> OpenStoreAsync() => Task.FromResult<IObjectStore>(Store());

    [Fact]
    public async Task A_put_that_fails_leaves_no_file_behind()
    {
        await Assert.ThrowsAsync<IOException>(
            () => Store().PutAsync(Key("a.png"), new BreakingStream(5 << 20, breakAt: 1 << 20), "image/png", default));

        Assert.Empty(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task What_a_crash_left_is_removed_once_nobody_can_be_writing_it()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var store = new LocalDiskObjectStore(folder, time);
        await store.PrepareAsync(default);
        var left = Path.Combine(folder, ".incoming", "left");
        await File.WriteAllTextAsync(left, "half a pict");

        await store.PrepareAsync(default);
        Assert.True(File.Exists(left));

        time.Advance(TimeSpan.FromHours(2));
        await store.PrepareAsync(default);
        Assert.False(File.Exists(left));
    }

    /// <summary>Another process writes one object after the other and is killed at some moment.</summary>
    [Fact]
    public async Task A_killed_writer_leaves_only_whole_objects()
    {
        for (var round = 0; round < 5; round++)
        {
            using var writer = StartWriter(folder);
            var line = await writer.StandardOutput.ReadLineAsync();
            while (line is not null && line != (round * 7).ToString(System.Globalization.CultureInfo.InvariantCulture))
                line = await writer.StandardOutput.ReadLineAsync();
            writer.Kill();
            await writer.WaitForExitAsync();

            var store = Store();
            for (var number = 0; number <= round * 7; number++)
                Assert.Equal(KilledWriter.Content(number), await ReadAsync(store, KilledWriter.Key(number)));
            foreach (var file in Directory.EnumerateFiles(Path.Combine(folder, "killed")))
                Assert.Equal(KilledWriter.Size, new FileInfo(file).Length);
        }
    }

    private LocalDiskObjectStore Store() => new(folder, TimeProvider.System);

    private static Process StartWriter(string folder)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { [KilledWriter.Variable] = folder },
        };
        // Under "dotnet X.dll" the process is dotnet; as its own executable it is the assembly.
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(KilledWriter).Assembly.Location);
        return Process.Start(start)!;
    }
}
