using System.Net;
using ImageGen.Contracts;
using ImageGen.ObjectStorage;
using ImageGen.ObjectStorage.Keys;
using ImageGen.Storage.Copies;
using ImageGen.Storage.Copying;
using ImageGen.Storage.Purging;
using ImageGen.Storage.Tests.World;
using ImageGen.Storage.Thumbnails;
using ImageGen.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace ImageGen.Storage.Tests.Purging;

/// <summary>Pictures that go for good: whoever dies or sleeps on the way, no object stays behind, and none goes that was not marked.</summary>
public sealed class PurgeTests(MongoServer mongo)
{
    /// <summary>In a bucket that tests share each has pictures of its own.</summary>
    private readonly string job = "job_" + Guid.NewGuid().ToString("n");

    private string Picture => StorageWorld.ImageId(job);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Its_objects_go_with_all_that_was_made_of_it_and_other_pictures_stay(bool onServers)
    {
        await using var world = await StartAsync(onServers);
        var other = job + "x";
        await StoreAsync(world, job);
        await StoreAsync(world, other);
        await MakeAllAsync(world, Picture);

        await AskAsync(world, Picture);
        foreach (var way in new[] { "", "/content", "/content?variant=thumbnail" })
            Assert.Equal(HttpStatusCode.NotFound, (await world.Client.GetAsync($"/api/v1/images/{Picture}{way}")).StatusCode);
        Assert.Equal(1, await PurgeAsync(world));

        Assert.Empty(await LeftAsync(world, Picture));
        Assert.Equal((job, Picture), await world.MessageAsync<ImagePurged>() is var told ? (told.JobId, told.ImageId) : default);
        Assert.Equal(HttpStatusCode.OK, (await world.Client.GetAsync($"/api/v1/images/{StorageWorld.ImageId(other)}/content")).StatusCode);
        Assert.Equal(0, await PurgeAsync(world));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_process_that_dies_before_or_after_any_deletion_leaves_nothing_behind(bool onServers)
    {
        var steps = PictureKeys.AllOf(Picture, Variant.All.Select(variant => variant.Name)).Count();
        await using var world = await StartAsync(onServers);
        for (var at = 1; at <= steps; at++)
        {
            var here = $"{job}{at}";
            await StoreAsync(world, here);
            await MakeAllAsync(world, StorageWorld.ImageId(here));
            await AskAsync(world, StorageWorld.ImageId(here));
            var deleted = 0;
            world.Store.BeforeDelete = () => ++deleted == at ? throw new IOException("The process is no more.") : Task.CompletedTask;
            await PurgeAsync(world);
            world.Store.BeforeDelete = () => Task.CompletedTask;
            Assert.NotNull((await world.CopyAsync(here)).Picture);

            world.Time.Advance(TimeSpan.FromMinutes(6));
            Assert.Equal(1, await PurgeAsync(world));

            Assert.Empty(await LeftAsync(world, StorageWorld.ImageId(here)));
            Assert.Null((await world.CopyAsync(here)).Picture);
        }

        await world.MessageAsync<ImagePurged>(steps);
    }

    [Fact]
    public async Task One_that_died_between_the_last_deletion_and_the_write_of_it_is_followed_by_another()
    {
        await using var world = await StartAsync(onServers: false);
        await StoreAsync(world, job);
        await AskAsync(world, Picture);
        foreach (var key in PictureKeys.AllOf(Picture, []))
            await world.Get<IObjectStore>().DeleteAsync(key, default);

        await PurgeAsync(world);

        await world.MessageAsync<ImagePurged>();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_copy_that_is_on_its_way_takes_its_object_away_again(bool onServers)
    {
        await using var world = await StartAsync(onServers);
        await world.HearAsync(Message(world, job));
        var claimed = Assert.Single(await world.Handler.ClaimAsync(10, default));
        await AskAsync(world, Picture);
        await PurgeAsync(world);

        await world.Handler.CopyAsync(claimed, default);

        Assert.Empty(await LeftAsync(world, Picture));
        Assert.Equal(CopyState.Gone, (await world.CopyAsync(job)).State);
        Assert.Empty(world.Messages.OfType<ImageStored>());
    }

    [Fact]
    public async Task One_whose_copier_died_between_its_put_and_its_look_goes_with_the_next_sweep()
    {
        await using var world = await StartAsync(onServers: false);
        await StoreAsync(world, job);
        await AskAsync(world, Picture);
        await PurgeAsync(world);
        await PutAsync(world, PictureKeys.Original(Picture, "image/png"));

        world.Time.Advance(TimeSpan.FromHours(23));
        Assert.Equal(0, await PurgeAsync(world));
        world.Time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(1, await PurgeAsync(world));

        Assert.Empty(await LeftAsync(world, Picture));
        Assert.Single(world.Messages.OfType<ImagePurged>());
    }

    [Fact]
    public async Task A_picture_that_was_never_heard_of_is_not_taken_in_later()
    {
        await using var world = await StartAsync(onServers: false);
        await AskAsync(world, Picture);
        await world.HearAsync(Message(world, job));
        Assert.Equal(0, await world.Handler.RunOnceAsync(default));
        await PurgeAsync(world);
        await world.MessageAsync<ImagePurged>();

        await world.HearAsync(Message(world, job));

        Assert.Equal(0, await world.Handler.RunOnceAsync(default));
        // Whoever made it is told again what has become of it.
        await world.MessageAsync<ImagePurged>(2);
        Assert.Empty(world.Source.Requests);
    }

    [Fact]
    public async Task A_tombstone_is_forgotten_after_a_month_and_its_keys_are_empty_then()
    {
        await using var world = await StartAsync(onServers: false);
        await StoreAsync(world, job);
        await AskAsync(world, Picture);
        await PurgeAsync(world);
        await world.MessageAsync<ImagePurged>();
        world.Time.Advance(TimeSpan.FromDays(29));
        await PurgeAsync(world);
        await PutAsync(world, PictureKeys.Original(Picture, "image/webp"));

        await Eventually.HoldsAsync("it is forgotten", async () =>
        {
            world.Time.Advance(TimeSpan.FromDays(2));
            await PurgeAsync(world);
            return await world.Get<CopyStore>().FindAsync(Picture, default) is null;
        });

        Assert.Empty(await LeftAsync(world, Picture));
    }

    [Fact]
    public async Task A_thumbnail_that_is_made_meanwhile_goes_too()
    {
        await using var world = await StartAsync(onServers: false, services => services.AddSingleton<IThumbnailer>(provider => new SlowThumbnailer()));
        await StoreAsync(world, job);
        var thumbnailer = (SlowThumbnailer)world.Get<IThumbnailer>();
        thumbnailer.WhileItWorks = () =>
        {
            AskAsync(world, Picture).GetAwaiter().GetResult();
            PurgeAsync(world).GetAwaiter().GetResult();
        };

        Assert.Null(await world.Get<ThumbnailStore>().EnsureAsync(await world.CopyAsync(job), Variant.Thumbnail, default));

        Assert.Empty(await LeftAsync(world, Picture));
    }

    [Fact]
    public async Task Two_replicas_that_purge_at_once_and_a_wish_that_comes_twice_come_to_the_same()
    {
        await using var world = await StartAsync(onServers: false);
        await StoreAsync(world, job);
        await Task.WhenAll(AskAsync(world, Picture), AskAsync(world, Picture), AskAsync(world, Picture));

        Assert.Equal(1, (await Task.WhenAll(PurgeAsync(world), PurgeAsync(world))).Sum());

        await world.MessageAsync<ImagePurged>();
        Assert.Empty(await LeftAsync(world, Picture));
    }

    private async Task<StorageWorld> StartAsync(bool onServers, Action<IServiceCollection>? replace = null)
    {
        if (!onServers)
            return await StorageWorld.StartAsync(replace ?? (_ => { }));
        var s3 = await S3Server.ConnectAsync();
        var world = await StorageWorld.StartAsync(
            replace ?? (_ => { }),
            runsByItself: false,
            ("MONGODB_URL", await mongo.NewDatabaseAsync()),
            ("S3:Endpoint", s3.Endpoint), ("S3:AccessKey", s3.AccessKey), ("S3:SecretKey", s3.SecretKey), ("S3:Bucket", s3.Bucket), ("S3:Region", s3.Region));
        await Eventually.HoldsAsync("the bucket is there", async () =>
        {
            try
            {
                await world.Get<IObjectStore>().CheckAsync(default);
                return true;
            }
            catch (Exception)
            {
                return false;
            }
        });
        return world;
    }

    private static ImagesGenerated Message(StorageWorld world, string job) =>
        StorageWorld.Generated(world.Source.Serve($"/{job}.png", TestPictures.Png()), job: job);

    private static async Task StoreAsync(StorageWorld world, string job)
    {
        await world.HearAsync(Message(world, job));
        Assert.Equal(1, await world.Handler.RunOnceAsync(default));
    }

    /// <summary>Everything that may come to lie beside a picture.</summary>
    private static async Task MakeAllAsync(StorageWorld world, string picture)
    {
        foreach (var key in PictureKeys.AllOf(picture, Variant.All.Select(variant => variant.Name)).Where(key => key != PictureKeys.Original(picture, "image/png")))
            await PutAsync(world, key);
    }

    private static async Task PutAsync(StorageWorld world, string key)
    {
        using var content = new MemoryStream([1, 2, 3]);
        await world.Get<IObjectStore>().PutAsync(key, content, "image/png", default);
    }

    private static Task AskAsync(StorageWorld world, string picture) =>
        world.Get<PurgeImagesHandler>().HandleAsync(new PurgeImages { JobId = picture[4..^4], Owner = "usr_ada", ImageIds = [picture] }, default);

    private static Task<int> PurgeAsync(StorageWorld world) => world.Get<PicturePurge>().RunOnceAsync(default);

    private static async Task<List<string>> LeftAsync(StorageWorld world, string picture)
    {
        var left = new List<string>();
        foreach (var folder in new[] { "images", PictureKeys.IncomingFolder })
        {
            await foreach (var found in world.Get<IObjectStore>().ListAsync(folder, default))
            {
                // Others of the same test may begin with the same letters.
                if (found.Key.Contains(picture + ".", StringComparison.Ordinal) || found.Key.Contains(picture + "-", StringComparison.Ordinal) || found.Key.EndsWith(picture, StringComparison.Ordinal))
                    left.Add(found.Key);
            }
        }

        return left;
    }

    private sealed class SlowThumbnailer : IThumbnailer
    {
        public Action WhileItWorks { get; set; } = () => { };

        public byte[] Make(Stream original, Variant variant)
        {
            WhileItWorks();
            return [1, 2, 3];
        }
    }
}
