using System.Security.Cryptography;
using ImageGen.Contracts;
using ImageGen.ObjectStorage.Keys;
using ImageGen.Storage.Copies;
using ImageGen.Storage.Copying;
using ImageGen.Storage.Sources;
using ImageGen.Storage.Tests.World;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace ImageGen.Storage.Tests.Copies;

public sealed class CopyTests
{
    [Fact]
    public async Task A_picture_is_copied_hashed_measured_and_told()
    {
        await using var world = await StorageWorld.StartAsync();
        var url = world.Source.Serve("/a.png", TestPictures.Png(640, 360), contentType: "text/plain");

        await world.HearAsync(StorageWorld.Generated(url));
        Assert.Equal(1, await world.Handler.RunOnceAsync(default));

        var told = await world.MessageAsync<ImageStored>();
        var stored = await world.StoredBytesAsync();
        Assert.Equal(("image/png", 640, 360, 42L), (told.ContentType, told.Width, told.Height, told.Seed));
        Assert.Equal((Convert.ToHexStringLower(SHA256.HashData(stored)), stored.Length), (told.Sha256, told.Bytes));
        Assert.Equal(0, await world.Handler.RunOnceAsync(default));
    }

    [Fact]
    public async Task A_repeated_message_makes_no_second_copy_and_says_the_fact_again()
    {
        await using var world = await StorageWorld.StartAsync();
        var message = StorageWorld.Generated(world.Source.Serve("/a.png", TestPictures.Png()));
        await world.HearAsync(message);
        await world.HearAsync(message);
        await world.Handler.RunOnceAsync(default);

        await world.HearAsync(message);

        await world.MessageAsync<ImageStored>(count: 2);
        Assert.Single(world.Source.Requests);
    }

    [Fact]
    public async Task The_only_process_there_is_goes_on_with_the_copies_of_the_one_that_died()
    {
        await using var world = await StorageWorld.StartAsync();
        await world.HearAsync(StorageWorld.Generated(world.Source.Serve("/a.png", TestPictures.Png())));
        Assert.Single(await world.Handler.ClaimAsync(10, default));
        Assert.Equal(0, await world.Handler.RunOnceAsync(default));

        await world.Handler.ReleaseAsync(default);

        Assert.Equal(1, await world.Handler.RunOnceAsync(default));
        await world.MessageAsync<ImageStored>();
    }

    [Fact]
    public async Task A_refused_source_is_asked_for_again_and_the_fresh_one_is_copied()
    {
        await using var world = await StorageWorld.StartAsync();
        await world.HearAsync(StorageWorld.Generated(world.Source.Serve("/expired.png", 403)));
        await world.Handler.RunOnceAsync(default);

        Assert.Equal([0], (await world.MessageAsync<RefetchImages>()).Indices);
        await world.HearAsync(StorageWorld.Generated(world.Source.Serve("/fresh.png", TestPictures.Png())));

        Assert.Equal(1, await world.Handler.RunOnceAsync(default));
        await world.MessageAsync<ImageStored>();
    }

    [Theory]
    [InlineData(200, "<!doctype html><title>Please wait</title>")]
    [InlineData(404, "NoSuchKey")]
    [InlineData(403, "AccessDenied")]
    [InlineData(502, "Bad Gateway")]
    [InlineData(200, "")]
    public async Task Whatever_the_only_link_answers_for_hours_the_picture_is_stored_when_it_gives_it(int status, string answer)
    {
        await using var world = await StorageWorld.StartAsync();
        var expiresAt = world.Time.GetUtcNow() + TimeSpan.FromHours(24);
        var url = world.Source.Serve("/a.png", context =>
        {
            context.Response.StatusCode = status;
            return context.Response.WriteAsync(answer);
        });
        await world.HearAsync(StorageWorld.Generated(url, expiresAt, gone: true));

        await world.Handler.RunOnceAsync(default);
        while (world.Time.GetUtcNow() < expiresAt - TimeSpan.FromHours(3))
        {
            world.Time.Advance(TimeSpan.FromHours(2));
            await world.TryAgainAsync();
            Assert.Equal(CopyState.Waiting, (await world.CopyAsync()).State);
        }
        world.Source.Serve("/a.png", TestPictures.Png());
        await world.TryAgainAsync();

        await world.MessageAsync<ImageStored>();
        Assert.DoesNotContain(world.Messages, message => message is ImageStoreFailed);
    }

    [Fact]
    public async Task A_picture_is_given_up_when_its_last_link_has_ended()
    {
        await using var world = await StorageWorld.StartAsync();
        var url = world.Source.Serve("/a.png", "<!doctype html><title>no</title>"u8.ToArray(), "image/png");
        await world.HearAsync(StorageWorld.Generated(url, world.Time.GetUtcNow() + TimeSpan.FromMinutes(5), gone: true));

        await world.Handler.RunOnceAsync(default);
        await world.TryAgainAsync();

        Assert.Equal("not_a_picture", (await world.MessageAsync<ImageStoreFailed>()).Error.Code);
        Assert.Equal((CopyState.Gone, 0), ((await world.CopyAsync()).State, world.Store.Puts));
    }

    [Theory]
    [InlineData("png")]
    [InlineData("jpg")]
    [InlineData("webp")]
    public async Task A_truncated_picture_is_not_taken(string format)
    {
        await using var world = await StorageWorld.StartAsync();
        var whole = format switch { "png" => TestPictures.Png(), "jpg" => TestPictures.Jpeg(), _ => TestPictures.Webp() };
        await world.HearAsync(StorageWorld.Generated(world.Source.Serve("/a", whole[..(whole.Length * 2 / 3)])));

        await world.Handler.RunOnceAsync(default);

        var copy = await world.CopyAsync();
        Assert.Equal((CopyState.Waiting, "not_a_picture", 0), (copy.State, copy.Error!.Code, world.Store.Puts));
    }

    [Fact]
    public async Task An_answer_that_is_cut_off_is_downloaded_again()
    {
        await using var world = await StorageWorld.StartAsync();
        var picture = TestPictures.Png();
        var asked = 0;
        await world.HearAsync(StorageWorld.Generated(world.Source.Serve("/a.png", async context =>
        {
            context.Response.ContentLength = picture.Length;
            if (Interlocked.Increment(ref asked) > 1)
            {
                await context.Response.Body.WriteAsync(picture);
                return;
            }
            await context.Response.Body.WriteAsync(picture.AsMemory(0, picture.Length / 2));
            await context.Response.Body.FlushAsync();
            context.Abort();
        })));

        await world.Handler.RunOnceAsync(default);
        Assert.Equal("image_source_unavailable", (await world.CopyAsync()).Error!.Code);
        await world.TryAgainAsync();

        await world.MessageAsync<ImageStored>();
    }

    [Fact]
    public async Task A_source_that_never_ends_is_left_after_the_time_out()
    {
        await using var world = await StorageWorld.StartAsync();
        var begun = new TaskCompletionSource();
        await world.HearAsync(StorageWorld.Generated(world.Source.Serve("/a.png", async context =>
        {
            await context.Response.Body.WriteAsync(TestPictures.Png().AsMemory(0, 1000));
            await context.Response.Body.FlushAsync();
            begun.SetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        })));

        var copying = world.Handler.RunOnceAsync(default);
        await begun.Task;
        world.Time.Advance(TimeSpan.FromMinutes(3));
        await copying;

        var copy = await world.CopyAsync();
        Assert.Equal((CopyState.Waiting, 1), (copy.State, copy.Tries));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_too_large_waits_announced_or_not(bool announced)
    {
        await using var world = await StorageWorld.StartAsync(settings: ("Storage:LargestPicture", $"{1 << 20}"));
        await world.HearAsync(StorageWorld.Generated(world.Source.Serve("/a.png", async context =>
        {
            if (announced)
                context.Response.ContentLength = 2 << 20;
            for (var block = 0; block < 32; block++)
                await context.Response.Body.WriteAsync(new byte[64 << 10]);
        })));

        await world.Handler.RunOnceAsync(default);

        var copy = await world.CopyAsync();
        Assert.Equal((CopyState.Waiting, "picture_too_large", 0), (copy.State, copy.Error!.Code, world.Store.Puts));
        Assert.Equal("picture_too_large", (await world.MessageAsync<ImageDelayed>()).Error.Code);
    }

    /// <summary>As large as enlarged pictures are.</summary>
    [Fact]
    public async Task A_picture_of_eighty_megabytes_is_stored()
    {
        await using var world = await StorageWorld.StartAsync();
        var (picture, filling) = (TestPictures.Png(), new byte[80 << 20]);
        await world.HearAsync(StorageWorld.Generated(world.Source.Serve("/a.png", TestPictures.WithChunk(picture, "prVt", filling))));

        await world.Handler.RunOnceAsync(default);

        Assert.InRange((await world.MessageAsync<ImageStored>()).Bytes, filling.Length, filling.Length + picture.Length + 4_096);
    }

    [Fact]
    public async Task What_a_camera_or_an_editor_puts_behind_the_end_is_stored_with_the_picture()
    {
        await using var world = await StorageWorld.StartAsync();
        var file = Tests.Formats.OddPictures.Read("motion.jpg");
        await world.HearAsync(StorageWorld.Generated(world.Source.Serve("/a.jpg", file)));

        await world.Handler.RunOnceAsync(default);

        await world.MessageAsync<ImageStored>();
        var stored = await world.StoredBytesAsync();
        Assert.True(stored.AsSpan().EndsWith(file.AsSpan(^8_000..)));
        Assert.Equal(TestPictures.Pixels(file), TestPictures.Pixels(stored));
    }

    [Fact]
    public async Task A_prompt_in_the_file_that_says_AIGC_does_not_stand_in_for_the_label()
    {
        await using var world = await StorageWorld.StartAsync();
        var file = TestPictures.WithChunk(TestPictures.Png(), "tEXt", "prompt\0a poster that says AIGC"u8);
        await world.HearAsync(StorageWorld.Generated(world.Source.Serve("/a.png", file)));

        await world.Handler.RunOnceAsync(default);

        await world.MessageAsync<ImageStored>();
        Assert.Contains($"\"ProduceID\":\"{StorageWorld.ImageId()}\"", TestPictures.Describe(await world.StoredBytesAsync()).Xmp!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_picture_too_large_for_memory_goes_through_a_file(bool announced)
    {
        await using var world = await StorageWorld.StartAsync(settings: ("Storage:LargestInMemory", $"{1 << 16}"));
        var picture = TestPictures.Png(800, 600);
        await world.HearAsync(StorageWorld.Generated(world.Source.Serve("/a.png", context =>
        {
            if (announced)
                context.Response.ContentLength = picture.Length;
            return context.Response.Body.WriteAsync(picture).AsTask();
        })));

        await world.Handler.RunOnceAsync(default);

        Assert.True(picture.Length > 1 << 16);
        Assert.Equal(TestPictures.Pixels(picture), TestPictures.Pixels(await world.StoredBytesAsync()));
    }

    [Fact]
    public async Task A_body_that_ends_badly_gives_back_its_memory_and_its_file()
    {
        var options = new StorageOptions { LargestPicture = 1 << 20, LargestInMemory = 1 << 16, BytesInFlight = 1 << 20 };
        var buffers = new PictureBuffers(Options.Create(options));
        for (var body = 0; body < 200; body++)
        {
            await Assert.ThrowsAsync<SourceException>(() => buffers.ReadAsync(new MemoryStream(new byte[2 << 20]), length: null, default));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => buffers.ReadAsync(new MemoryStream(new byte[1 << 18]), length: null, new CancellationToken(canceled: true)));
        }

        await using var whole = await buffers.ReadAsync(new MemoryStream(new byte[1 << 20]), length: 1 << 20, default);
        Assert.Equal(1 << 20, whole.Content.Length);
        if (OperatingSystem.IsLinux())
            Assert.InRange(new DirectoryInfo("/proc/self/fd").EnumerateFileSystemInfos().Count(file => file.LinkTarget?.EndsWith("(deleted)", StringComparison.Ordinal) is true), 0, 100);
    }

    [Fact]
    public async Task A_host_that_is_not_on_the_list_is_never_asked()
    {
        await using var world = await StorageWorld.StartAsync();
        await using var elsewhere = await StubSource.StartAsync();
        await world.HearAsync(StorageWorld.Generated(elsewhere.Serve("/a.png", TestPictures.Png())));

        await world.Handler.RunOnceAsync(default);

        var copy = await world.CopyAsync();
        Assert.Equal((CopyState.Waiting, "image_source_not_allowed"), (copy.State, copy.Error!.Code));
        Assert.Empty(elsewhere.Requests);
    }

    [Fact]
    public async Task An_address_where_nobody_listens_is_asked_for_again_after_the_third_try()
    {
        var port = TestKit.LocalServer.FreePort();
        await using var world = await StorageWorld.StartAsync(settings: ("Storage:SourceHosts:0", "127.0.0.1"));
        await world.HearAsync(StorageWorld.Generated($"http://127.0.0.1:{port}/a.png"));

        await world.Handler.RunOnceAsync(default);
        await world.TryAgainAsync();
        Assert.DoesNotContain(world.Messages, message => message is RefetchImages);
        await world.TryAgainAsync();

        await world.MessageAsync<RefetchImages>();
    }

    [Fact]
    public async Task Two_loops_at_once_copy_once()
    {
        await using var world = await StorageWorld.StartAsync();
        for (var job = 0; job < 8; job++)
            await world.HearAsync(StorageWorld.Generated(world.Source.Serve($"/{job}.png", TestPictures.Png()), job: $"job_{job}"));

        var counts = await Task.WhenAll(world.Handler.RunOnceAsync(default), world.Handler.RunOnceAsync(default), world.Handler.RunOnceAsync(default));

        Assert.Equal(8, counts.Sum());
        Assert.Equal(8, world.Source.Requests.Count);
        await world.MessageAsync<ImageStored>(count: 8);
    }

    [Fact]
    public async Task Somebody_whose_lease_has_passed_writes_the_same_bytes_to_the_same_place()
    {
        await using var world = await StorageWorld.StartAsync();
        var picture = TestPictures.Png();
        var slow = new TaskCompletionSource();
        var begun = new TaskCompletionSource();
        var asked = 0;
        await world.HearAsync(StorageWorld.Generated(world.Source.Serve("/a.png", async context =>
        {
            if (Interlocked.Increment(ref asked) == 1)
            {
                begun.SetResult();
                await slow.Task;
            }
            await context.Response.Body.WriteAsync(picture);
        })));
        var copier = world.Get<IPictureCopier>();
        var claimed = Assert.Single(await world.Handler.ClaimAsync(1, default));
        var sleeping = copier.CopyAsync(claimed.Id, claimed.Body.Source, default);
        await begun.Task;

        var awake = await copier.CopyAsync(claimed.Id, claimed.Body.Source, default);
        slow.SetResult();

        Assert.Equal(awake, await sleeping);
        Assert.Equal(CopyVerdict.Copied, awake.Verdict);
    }

    [Fact]
    public async Task A_picture_from_our_own_store_is_copied_and_its_source_removed()
    {
        await using var world = await StorageWorld.StartAsync();
        await world.Store.PutAsync("results/a.png", new MemoryStream(TestPictures.Png()), "image/png", default);
        await world.HearAsync(StorageWorld.Generated(null, key: "results/a.png"));

        await world.Handler.RunOnceAsync(default);

        await world.MessageAsync<ImageStored>();
        Assert.Null(await world.Store.FindAsync("results/a.png", default));
        Assert.NotEmpty(await world.StoredBytesAsync());
    }

    [Fact]
    public async Task A_copy_deleted_while_it_was_made_leaves_no_object()
    {
        await using var world = await StorageWorld.StartAsync();
        var picture = TestPictures.Png();
        var documents = world.Get<Persistence.IDocuments<ImageCopy>>();
        await world.HearAsync(StorageWorld.Generated(world.Source.Serve("/a.png", async context =>
        {
            Assert.True(await documents.DeleteAsync((await documents.GetAsync(StorageWorld.ImageId(), default))!, default));
            await context.Response.Body.WriteAsync(picture);
        })));

        await world.Handler.RunOnceAsync(default);

        Assert.Equal(1, world.Store.Puts);
        Assert.Null(await world.Store.FindAsync(PictureKeys.Original(StorageWorld.ImageId(), "image/png"), default));
    }

    [Fact]
    public async Task The_service_copies_by_itself_as_soon_as_it_hears()
    {
        await using var world = await StorageWorld.StartAsync(runsByItself: true);
        for (var job = 0; job < 40; job++)
            await world.HearAsync(StorageWorld.Generated(world.Source.Serve($"/{job}.png", TestPictures.Png(64, 64)), job: $"job_{job}"));

        await world.MessageAsync<ImageStored>(count: 40);
        Assert.Equal(40, world.Messages.OfType<ImageStored>().Select(stored => stored.ImageId).Distinct().Count());
    }
}
