using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using ImageGen.Contracts;
using ImageGen.Imaging;
using ImageGen.ObjectStorage.Keys;
using ImageGen.Persistence;
using ImageGen.ServiceDefaults.Callers;
using ImageGen.Storage.Tests.World;
using ImageGen.Storage.Uploads;
using ImageGen.TestKit;
using Microsoft.Extensions.DependencyInjection;
using NetVips;

namespace ImageGen.Storage.Tests.Uploads;

public sealed class UploadTests
{
    [Theory]
    [InlineData("png", "image/png")]
    [InlineData("jpg", "image/jpeg")]
    public async Task A_picture_is_kept_as_it_came_whatever_the_header_says(string kind, string contentType)
    {
        await using var world = await StorageWorld.StartAsync();
        var bytes = kind == "png" ? TestPictures.Png() : TestPictures.Jpeg();

        var response = await world.PostAsync(bytes, "image/gif");

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var upload = System.Text.Json.JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        Assert.StartsWith("upl_", upload.GetProperty("id").GetString(), StringComparison.Ordinal);
        Assert.Equal(contentType, upload.GetProperty("content_type").GetString());
        Assert.Equal((320, 200), (upload.GetProperty("width").GetInt32(), upload.GetProperty("height").GetInt32()));
        Assert.Equal(bytes.Length, upload.GetProperty("bytes").GetInt64());
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), upload.GetProperty("sha256").GetString());
        Assert.Equal(bytes, await world.ContentAsync(upload));
        Assert.Equal(upload.ToString(), await world.Client.GetStringAsync(response.Headers.Location));
    }

    [Theory]
    [InlineData("motion.jpg")]
    [InlineData("mpo.jpg")]
    [InlineData("anim.webp")]
    public async Task A_photo_of_a_phone_with_something_behind_it_is_taken(string name)
    {
        await using var world = await StorageWorld.StartAsync();

        Assert.Equal(HttpStatusCode.Created, (await world.PostAsync(Tests.Formats.OddPictures.Read(name), "image/jpeg")).StatusCode);
    }

    [Fact]
    public async Task A_form_with_one_file_is_taken()
    {
        await using var world = await StorageWorld.StartAsync();
        var bytes = TestPictures.Jpeg();

        var response = await world.PostFormAsync(("file", bytes));

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal(bytes, await world.ContentAsync(System.Text.Json.JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement));
    }

    [Fact]
    public async Task A_body_without_a_type_is_judged_by_its_content()
    {
        await using var world = await StorageWorld.StartAsync();
        Assert.Equal(HttpStatusCode.Created, (await world.PostAsync(TestPictures.Png(), contentType: null)).StatusCode);
    }

    [Fact]
    public async Task The_bytes_are_given_out_for_good_and_in_parts()
    {
        await using var world = await StorageWorld.StartAsync();
        var bytes = TestPictures.Png();
        var upload = await world.UploadAsync(bytes);
        using var request = new HttpRequestMessage(HttpMethod.Get, upload.GetProperty("url").GetString());
        request.Headers.Range = new(10, 19);

        var response = await world.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.PartialContent, response.StatusCode);
        Assert.Equal(bytes[10..20], await response.Content.ReadAsByteArrayAsync());
        Assert.Contains("immutable", response.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
    }

    /// <summary>The next one at the browser may be another person, whom the cache would not ask for a name.</summary>
    [Fact]
    public async Task Where_others_sign_in_too_the_browser_asks_each_time_and_the_bytes_do_not_travel_again()
    {
        await using var world = await StorageWorld.StartAsync();
        world.Caller.IsAlone = false;
        var url = (await world.UploadAsync(TestPictures.Png())).GetProperty("url").GetString();

        var first = await world.Client.GetAsync(url);

        Assert.Equal("no-cache, private", first.Headers.CacheControl!.ToString());
        using var again = new HttpRequestMessage(HttpMethod.Get, url) { Headers = { IfNoneMatch = { first.Headers.ETag! } } };
        Assert.Equal(HttpStatusCode.NotModified, (await world.Client.SendAsync(again)).StatusCode);
    }

    [Fact]
    public async Task A_picture_that_a_camera_marked_as_turned_is_kept_upright()
    {
        await using var world = await StorageWorld.StartAsync();
        using var picture = Image.NewFromBuffer(TestPictures.Png(300, 200));
        using var turned = picture.Mutate(mutable => mutable.Set(GValue.GIntType, "orientation", 6));

        var upload = await world.UploadAsync(turned.JpegsaveBuffer());

        Assert.Equal((200, 300), (upload.GetProperty("width").GetInt32(), upload.GetProperty("height").GetInt32()));
        using var kept = Image.NewFromBuffer(await world.ContentAsync(upload));
        Assert.Equal((200, 300), (kept.Width, kept.Height));
        Assert.False(kept.Contains("orientation") && (int)kept.Get("orientation") > 1);
    }

    [Theory]
    [InlineData(255, "image/jpeg")]
    [InlineData(200, "image/png")]
    public async Task A_webp_is_kept_as_what_every_model_takes(int alpha, string contentType)
    {
        await using var world = await StorageWorld.StartAsync();
        using var picture = Image.NewFromBuffer(TestPictures.Png());
        using var webp = picture.Bandjoin(alpha);

        var upload = await world.UploadAsync(webp.WebpsaveBuffer());

        Assert.Equal(contentType, upload.GetProperty("content_type").GetString());
        var (loader, width, height, _) = TestPictures.Describe(await world.ContentAsync(upload));
        Assert.StartsWith(contentType["image/".Length..], loader, StringComparison.Ordinal);
        Assert.Equal((320, 200), (width, height));
    }

    [Fact]
    public async Task A_picture_larger_than_most_models_take_is_made_to_fit()
    {
        await using var world = await StorageWorld.StartAsync();
        var bytes = TestPictures.Png(2200, 1500);
        Assert.InRange(bytes.Length, ReferenceFit.MaxBytes + 1, UploadLimits.MaxBytes);

        var upload = await world.UploadAsync(bytes);

        Assert.Equal("image/jpeg", upload.GetProperty("content_type").GetString());
        var kept = await world.ContentAsync(upload);
        Assert.InRange(kept.Length, 1, ReferenceFit.MaxBytes);
        Assert.Equal((2200, 1500), (upload.GetProperty("width").GetInt32(), upload.GetProperty("height").GetInt32()));
    }

    [Fact]
    public async Task Where_that_is_not_enough_it_is_made_smaller_and_keeps_its_shape()
    {
        await using var world = await StorageWorld.StartAsync();
        using var picture = Image.NewFromBuffer(TestPictures.Png(2800, 1900));
        using var transparent = picture.Bandjoin(200);

        var upload = await world.UploadAsync(transparent.PngsaveBuffer());

        Assert.Equal("image/png", upload.GetProperty("content_type").GetString());
        Assert.InRange((await world.ContentAsync(upload)).Length, 1, ReferenceFit.MaxBytes);
        var (width, height) = (upload.GetProperty("width").GetInt32(), upload.GetProperty("height").GetInt32());
        Assert.InRange(width, 1000, 2799);
        Assert.Equal(2800 / 1900d, (double)width / height, tolerance: 0.01);
    }

    [Fact]
    public async Task A_foreign_upload_is_as_unknown_as_one_that_never_was()
    {
        await using var world = await StorageWorld.StartAsync();
        var upload = await world.UploadAsync(TestPictures.Png());
        var path = "/api/v1/uploads/" + upload.GetProperty("id").GetString();
        Assert.True((await world.Client.GetAsync(path)).IsSuccessStatusCode);

        world.Caller.Owner = "usr_ben";

        foreach (var foreign in new[] { path, path + "/content", "/api/v1/uploads/upl_0123", "/api/v1/uploads/upl_%2e%2e", "/api/v1/uploads/UPL_0123" })
            await UploadClient.ProblemAsync(await world.Client.GetAsync(foreign), 404, "upload_not_found");
    }

    [Fact]
    public async Task An_upload_stays_where_its_deletion_can_not_be_put_on_record()
    {
        await using var world = await StorageWorld.StartAsync();
        world.Caller.Trace = new CallerTrace("usr_ada", "key_1", "192.0.2.7", "r-1");
        var id = (await world.UploadAsync(TestPictures.Png())).GetProperty("id").GetString()!;
        var path = "/api/v1/uploads/" + id;
        world.Get<RecordingPublisher>().IsAway = true;

        var refused = await world.Client.DeleteAsync(path);
        await UploadClient.ProblemAsync(refused, 503, "audit_unavailable");
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.OK, (await world.Client.GetAsync(path)).StatusCode);

        world.Get<RecordingPublisher>().IsAway = false;
        Assert.Equal(HttpStatusCode.NoContent, (await world.Client.DeleteAsync(path)).StatusCode);
        var told = Assert.Single(world.Get<RecordingPublisher>().Messages.OfType<Audited>());
        Assert.Equal(("usr_ada", "key_1", "upload.deleted", id, "192.0.2.7", "r-1"), (told.Actor, told.Credential, told.Action, told.Object, told.Address, told.RequestId));
        // What is not there is not deleted.
        await UploadClient.ProblemAsync(await world.Client.DeleteAsync(path), 404, "upload_not_found");
        Assert.Single(world.Get<RecordingPublisher>().Messages.OfType<Audited>());
    }

    [Fact]
    public async Task An_upload_is_deleted_for_good_by_its_owner_alone()
    {
        await using var world = await StorageWorld.StartAsync();
        var upload = await world.UploadAsync(TestPictures.Png());
        var path = "/api/v1/uploads/" + upload.GetProperty("id").GetString();
        var picture = await world.Get<UploadedPictures>().FindAsync(world.Caller.Owner, upload.GetProperty("id").GetString()!, default);
        var key = UploadedPictures.KeyOf(world.Caller.Owner, picture!);

        world.Caller.Owner = "usr_ben";
        await UploadClient.ProblemAsync(await world.Client.DeleteAsync(path), 404, "upload_not_found");
        Assert.NotNull(await world.Store.FindAsync(key, default));

        world.Caller.Owner = "usr_ada";
        Assert.Equal(HttpStatusCode.NoContent, (await world.Client.DeleteAsync(path)).StatusCode);
        foreach (var gone in new[] { path, path + "/content" })
            await UploadClient.ProblemAsync(await world.Client.GetAsync(gone), 404, "upload_not_found");
        await UploadClient.ProblemAsync(await world.Client.DeleteAsync(path), 404, "upload_not_found");
        Assert.Null(await world.Store.FindAsync(key, default));

        world.Time.Advance(UploadLimits.Life + UploadLimits.Grace);
        Assert.Equal(0, await world.Get<UploadPurge>().RunOnceAsync(default));
    }

    [Fact]
    public async Task An_owner_keeps_so_many_bytes_and_gets_them_back()
    {
        var bytes = TestPictures.Png();
        await using var world = await StorageWorld.StartAsync(settings: ("Storage:UploadBytesPerOwner", $"{(2 * bytes.Length) + 1}"));
        var first = await world.UploadAsync(bytes);
        await world.UploadAsync(bytes);

        var problem = await UploadClient.ProblemAsync(await world.PostAsync(bytes), 409, "uploads_full");
        Assert.Contains("DELETE", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        world.Caller.Owner = "usr_ben";
        await world.UploadAsync(bytes);
        world.Caller.Owner = "usr_ada";

        await world.Client.DeleteAsync("/api/v1/uploads/" + first.GetProperty("id").GetString());
        await world.UploadAsync(bytes);
        await UploadClient.ProblemAsync(await world.PostAsync(bytes), 409, "uploads_full");

        world.Time.Advance(UploadLimits.Life + UploadLimits.Grace);
        while (await world.Get<UploadPurge>().RunOnceAsync(default) > 0)
        {
        }

        await world.UploadAsync(bytes);
        await world.UploadAsync(bytes);
    }

    [Fact]
    public async Task Uploads_at_the_same_time_are_all_counted()
    {
        var bytes = TestPictures.Png(40, 30);
        await using var world = await StorageWorld.StartAsync();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => world.UploadAsync(bytes)));
        Assert.Equal(20 * bytes.Length, await UsageAsync(world));
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(5, false)]
    [InlineData(1, true)]
    [InlineData(3, true)]
    public async Task Whoever_deletes_an_upload_at_the_same_time_its_bytes_are_given_back_once(int deletes, bool purged)
    {
        var bytes = TestPictures.Png(40, 30);
        await using var world = await StorageWorld.StartAsync();
        var upload = await world.UploadAsync(bytes);
        await world.UploadAsync(bytes);
        var id = upload.GetProperty("id").GetString()!;
        var removal = world.Get<UploadRemoval>();
        var (all, waiting) = (deletes + (purged ? 1 : 0), 0);
        var together = new TaskCompletionSource();
        world.Store.BeforeDelete = () =>
        {
            if (Interlocked.Increment(ref waiting) == all)
                together.SetResult();
            return together.Task;
        };
        List<Task> removals = [.. Enumerable.Range(0, deletes).Select(_ => removal.RemoveAsync(world.Caller.Owner, id, default))];
        if (purged)
            removals.Add(removal.RemoveAsync((await world.Get<IDocuments<Upload>>().GetAsync(id, default))!, default));

        await Task.WhenAll(removals);

        Assert.Equal(bytes.Length, await UsageAsync(world));
        Assert.Null(await world.Get<IDocuments<Upload>>().GetAsync(id, default));
    }

    [Fact]
    public async Task A_delete_that_was_broken_off_gives_its_bytes_back_later()
    {
        await using var world = await StorageWorld.StartAsync();
        var upload = await world.UploadAsync(TestPictures.Png(40, 30));
        world.Store.Undeletable = ".png";
        await world.Client.DeleteAsync("/api/v1/uploads/" + upload.GetProperty("id").GetString());
        Assert.Equal(upload.GetProperty("bytes").GetInt64(), await UsageAsync(world));

        world.Store.Undeletable = null;
        world.Time.Advance(UploadLimits.Life + UploadLimits.Grace);
        Assert.Equal(1, await world.Get<UploadPurge>().RunOnceAsync(default));
        Assert.Equal(0, await UsageAsync(world));
    }

    /// <summary>Only the length was told: whoever waited for the body would wait for ever.</summary>
    [Theory]
    [InlineData("uploads_full", 409, "Storage:UploadBytesPerOwner", "1000000")]
    [InlineData("insufficient_storage", 507, "IMAGEGEN_MIN_FREE_MB", "100000000")]
    public async Task What_has_no_room_is_refused_before_its_body_is_read(string code, int status, string setting, string value)
    {
        await using var world = await StorageWorld.StartAsync(settings: (setting, value));
        if (status == 409)
            await world.UploadAsync(TestPictures.Png(40, 30));
        using var client = new TcpClient();
        await client.ConnectAsync(world.Client.BaseAddress!.Host, world.Client.BaseAddress.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes("POST /api/v1/uploads HTTP/1.1\r\nHost: localhost\r\nContent-Type: image/png\r\nContent-Length: 5000000\r\n\r\n"));
        using var reader = new StreamReader(stream);

        Assert.StartsWith($"HTTP/1.1 {status} ", await reader.ReadLineAsync(), StringComparison.Ordinal);
        string? line;
        do line = await reader.ReadLineAsync();
        while (line is not null && !line.Contains(code, StringComparison.Ordinal));
        Assert.NotNull(line);
    }

    [Fact]
    public async Task A_body_for_which_room_runs_out_on_its_way_is_refused()
    {
        var free = 600L << 20;
        await using var world = await StorageWorld.StartAsync(services => services.AddSingleton(new FreeSpace(() => free -= 20 << 20, floor: 512)));
        await UploadClient.ProblemAsync(await world.PostAsync(new byte[9 << 20]), 507, "insufficient_storage");
    }

    [Fact]
    public async Task A_store_that_is_away_is_told_and_may_be_asked_again()
    {
        await using var world = await StorageWorld.StartAsync();
        world.Store.IsDown = true;

        var problem = await UploadClient.ProblemAsync(await world.PostAsync(TestPictures.Png()), 503, "object_store_unavailable");

        Assert.True(problem.GetProperty("retryable").GetBoolean());
    }

    [Fact]
    public async Task Bytes_outlive_their_last_possible_job_and_then_go()
    {
        await using var world = await StorageWorld.StartAsync();
        var bytes = TestPictures.Png();
        var upload = await world.UploadAsync(bytes);
        var purge = world.Get<UploadPurge>();
        var longestWait = TimeSpan.FromDays(7);

        world.Time.Advance(UploadLimits.Life + longestWait);
        Assert.Equal(0, await purge.RunOnceAsync(default));
        Assert.Equal(bytes, await world.ContentAsync(upload));
        Assert.True(world.Time.GetUtcNow() > upload.GetProperty("expires_at").GetDateTimeOffset());

        world.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, await purge.RunOnceAsync(default));
        Assert.Null(await world.Get<UploadedPictures>().FindAsync(world.Caller.Owner, upload.GetProperty("id").GetString()!, default));
        await UploadClient.ProblemAsync(await world.Client.GetAsync(upload.GetProperty("url").GetString()), 404, "upload_not_found");
        Assert.Equal(0, await purge.RunOnceAsync(default));
    }

    [Fact]
    public async Task What_was_made_of_an_upload_to_fit_a_model_goes_with_it()
    {
        await using var world = await StorageWorld.StartAsync();
        var upload = await world.UploadAsync(TestPictures.Png());
        var picture = await world.Get<UploadedPictures>().FindAsync(world.Caller.Owner, upload.GetProperty("id").GetString()!, default);
        var fitted = PictureKeys.Fitted(UploadedPictures.KeyOf(world.Caller.Owner, picture!), "image/jpeg");
        await world.Store.PutAsync(fitted, new MemoryStream([1]), "image/jpeg", default);

        world.Time.Advance(UploadLimits.Life + UploadLimits.Grace);
        Assert.Equal(1, await world.Get<UploadPurge>().RunOnceAsync(default));

        Assert.Null(await world.Store.FindAsync(fitted, default));
    }

    [Fact]
    public async Task A_purge_that_was_broken_off_goes_on()
    {
        await using var world = await StorageWorld.StartAsync();
        await world.UploadAsync(TestPictures.Png());
        world.Time.Advance(UploadLimits.Life + UploadLimits.Grace);
        world.Store.IsDown = true;
        Assert.Equal(1, await world.Get<UploadPurge>().RunOnceAsync(default));

        world.Store.IsDown = false;
        world.Time.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(1, await world.Get<UploadPurge>().RunOnceAsync(default));
    }

    [Fact]
    public async Task One_upload_that_can_not_be_deleted_does_not_keep_the_others()
    {
        await using var world = await StorageWorld.StartAsync();
        var ids = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            ids.Add((await world.UploadAsync(TestPictures.Png())).GetProperty("id").GetString()!);
            world.Time.Advance(TimeSpan.FromSeconds(1));
        }

        world.Time.Advance(UploadLimits.Life + UploadLimits.Grace);
        world.Store.Undeletable = ids[0];
        Assert.Equal(3, await world.Get<UploadPurge>().RunOnceAsync(default));

        var uploads = world.Get<IDocuments<Upload>>();
        Assert.Equal([ids[0]], (await uploads.GetManyAsync(ids, default)).Select(upload => upload.Id));
        world.Store.Undeletable = null;
        world.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(1, await world.Get<UploadPurge>().RunOnceAsync(default));
        Assert.Empty(await uploads.GetManyAsync(ids, default));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("0")]
    public async Task On_a_full_disk_uploads_are_refused_and_what_is_there_is_served(string floor)
    {
        using var disk = SmallDisk.Mount(megabytes: 4);
        await using var world = await StorageWorld.StartAsync(settings: [("IMAGEGEN_DATA", disk.Path), ("IMAGEGEN_MIN_FREE_MB", floor)]);
        var bytes = TestPictures.Png();
        var upload = await world.UploadAsync(bytes);

        disk.Fill();
        foreach (var refused in new[] { await world.PostAsync(TestPictures.Png()), await world.PostFormAsync(("file", TestPictures.Png())) })
        {
            await UploadClient.ProblemAsync(refused, 507, "insufficient_storage");
            Assert.NotNull(refused.Headers.RetryAfter);
        }

        Assert.Equal(bytes, await world.ContentAsync(upload));

        disk.Free();
        await world.UploadAsync(TestPictures.Png());
    }

    private static async Task<long> UsageAsync(StorageWorld world) =>
        (await world.Get<IDocuments<UploadUsage>>().GetAsync(UploadUsage.IdOf(world.Caller.Owner), default))!.Body.Bytes;
}
