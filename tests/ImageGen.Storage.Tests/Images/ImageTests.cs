using System.Net;
using System.Text.Json;
using ImageGen.Storage.Tests.World;
using ImageGen.Storage.Thumbnails;
using Microsoft.Extensions.DependencyInjection;

namespace ImageGen.Storage.Tests.Images;

/// <summary>What callers are told of a picture, and what they are not.</summary>
public sealed class ImageTests
{
    [Fact]
    public async Task A_picture_that_waits_says_why_in_the_callers_language()
    {
        await using var world = await StorageWorld.StartAsync(settings: ("Storage:LargestPicture", $"{1 << 20}"));
        await world.HearAsync(StorageWorld.Generated(world.Source.Serve("/a.png", new byte[2 << 20])));
        Assert.Equal(JsonValueKind.Null, (await world.ReadAsync("")).GetProperty("waiting_for").ValueKind);
        await world.Handler.RunOnceAsync(default);
        var copy = await world.CopyAsync();

        var image = await world.ReadAsync("");
        var waiting = image.GetProperty("waiting_for");
        Assert.Equal(("open", "picture_too_large", "operator"), (
            image.GetProperty("status").GetString(), waiting.GetProperty("code").GetString(), waiting.GetProperty("act").GetString()));
        Assert.Equal((copy.DelayedSince, copy.NextTryAt), (
            waiting.GetProperty("since").GetDateTimeOffset().ToUnixTimeMilliseconds(), waiting.GetProperty("next_try_at").GetDateTimeOffset().ToUnixTimeMilliseconds()));
        Assert.StartsWith("The picture is larger", waiting.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("图片超过了", (await world.ReadAsync("?lang=zh")).GetProperty("waiting_for").GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_is_lost_says_so_and_nothing_of_hosts_and_stores()
    {
        await using var world = await StorageWorld.StartAsync();
        await world.HearAsync(StorageWorld.Generated(world.Source.Serve("/a.png", 403), world.Time.GetUtcNow(), gone: true));
        await world.Handler.RunOnceAsync(default);

        var image = await world.ReadAsync("");
        using var content = await world.Client.GetAsync($"/api/v1/images/{StorageWorld.ImageId()}/content");

        Assert.Equal(("failed", "image_source_gone"), (image.GetProperty("status").GetString(), image.GetProperty("error").GetProperty("code").GetString()));
        Assert.Equal(HttpStatusCode.NotFound, content.StatusCode);
        var problem = await content.Content.ReadAsStringAsync();
        Assert.Contains("image_gone", problem, StringComparison.Ordinal);
        Assert.Contains("You can retry", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0.1", image.GetRawText() + problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_thumbnail_that_can_not_be_made_is_tried_once_and_the_original_is_sent()
    {
        var thumbnailer = new Unable();
        await using var world = await StorageWorld.StartAsync(services => services.AddSingleton<IThumbnailer>(thumbnailer));
        await world.HearAsync(StorageWorld.Generated(world.Source.Serve("/a.png", TestPictures.Png())));
        await world.Handler.RunOnceAsync(default);

        for (var request = 0; request < 3; request++)
        {
            using var answer = await world.Client.GetAsync($"/api/v1/images/{StorageWorld.ImageId()}/content?variant=thumbnail");
            Assert.Equal("image/png", answer.Content.Headers.ContentType?.MediaType);
        }
        Assert.Equal(1, thumbnailer.Tries);

        using var preview = await world.Client.GetAsync($"/api/v1/images/{StorageWorld.ImageId()}/content?variant=preview");
        Assert.Equal(2, thumbnailer.Tries);
    }

    private sealed class Unable : IThumbnailer
    {
        public int Tries { get; private set; }

        public byte[]? Make(Stream original, Variant variant)
        {
            Tries++;
            return null;
        }
    }
}
