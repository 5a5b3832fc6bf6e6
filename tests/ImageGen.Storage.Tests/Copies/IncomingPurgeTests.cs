using ImageGen.ObjectStorage.Keys;
using ImageGen.Storage.Copies;
using ImageGen.Storage.Copying;
using ImageGen.Storage.Tests.World;

namespace ImageGen.Storage.Tests.Copies;

/// <summary>What workers put aside has an end, whoever died in between; what is still needed has none.</summary>
public sealed class IncomingPurgeTests
{
    [Theory]
    [InlineData(0.9, "stored unsaid waiting elsewhere gone other")]
    [InlineData(2, "unsaid waiting elsewhere gone other")]
    [InlineData(29, "unsaid waiting elsewhere gone other")]
    [InlineData(31, "waiting other")]
    public async Task Only_what_no_copy_needs_is_deleted_and_not_before_its_time(double days, string left)
    {
        await using var world = await StorageWorld.StartAsync();
        var later = world.Time.GetUtcNow() + TimeSpan.FromDays(365);
        var nobody = world.Source.Serve("/a.png", 404);
        foreach (var job in new[] { "stored", "unsaid", "waiting", "elsewhere", "gone" })
            await PutAsync(world, Key(job), TestPictures.Png());
        await PutAsync(world, "images/00/other", TestPictures.Png());
        await world.HearAsync(StorageWorld.Generated(null, later, key: Key("stored"), job: "stored"));
        await world.Handler.RunOnceAsync(default);
        // A worker that was late.
        await PutAsync(world, Key("stored"), TestPictures.Png());
        await world.HearAsync(StorageWorld.Generated(null, later, key: Key("waiting"), job: "waiting"));
        await world.HearAsync(StorageWorld.Generated(nobody, later, job: "elsewhere"));
        await world.HearAsync(StorageWorld.Generated(null, gone: true, job: "gone"));

        world.Time.Advance(TimeSpan.FromDays(days));
        await world.Get<IncomingPurge>().RunOnceAsync(default);

        var found = new List<string>();
        foreach (var job in new[] { "stored", "unsaid", "waiting", "elsewhere", "gone" })
        {
            if (await world.Store.FindAsync(Key(job), default) is not null)
                found.Add(job);
        }
        if (await world.Store.FindAsync("images/00/other", default) is not null)
            found.Add("other");
        Assert.Equal(left, string.Join(' ', found));
        Assert.Equal(CopyState.Stored, (await world.CopyAsync("stored")).State);
    }

    [Fact]
    public async Task One_that_can_not_be_deleted_holds_up_no_other()
    {
        await using var world = await StorageWorld.StartAsync();
        foreach (var job in new[] { "a", "b", "c" })
            await PutAsync(world, Key(job), [1]);
        world.Store.Undeletable = Key("b");
        world.Time.Advance(TimeSpan.FromDays(31));

        Assert.Equal(2, await world.Get<IncomingPurge>().RunOnceAsync(default));

        world.Store.Undeletable = null;
        Assert.Equal(1, await world.Get<IncomingPurge>().RunOnceAsync(default));
        Assert.Equal(0, await world.Get<IncomingPurge>().RunOnceAsync(default));
    }

    private static string Key(string job) => PictureKeys.Incoming(StorageWorld.ImageId(job));

    private static Task PutAsync(StorageWorld world, string key, byte[] bytes) => world.Store.PutAsync(key, new MemoryStream(bytes), "image/png", default);
}
