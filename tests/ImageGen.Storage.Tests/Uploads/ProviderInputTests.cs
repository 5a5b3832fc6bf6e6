using System.Net;
using ImageGen.ObjectStorage.Keys;
using ImageGen.ObjectStorage.Links;
using ImageGen.Storage.Tests.World;

namespace ImageGen.Storage.Tests.Uploads;

/// <summary>How the provider reads an input picture where the store itself can not be reached from outside.</summary>
public sealed class ProviderInputTests
{
    [Fact]
    public async Task The_link_gives_the_very_bytes_and_nothing_else_does()
    {
        await using var world = await StorageWorld.StartAsync(settings: [("ImageGen:PublicUrl", "http://127.0.0.1:9"), ("ImageGen:SecretKey", new string('s', 32))]);
        var bytes = TestPictures.Jpeg();
        var upload = await world.UploadAsync(bytes);
        var pictures = world.Get<UploadedPictures>();
        var picture = (await pictures.FindAsync(world.Caller.Owner, upload.GetProperty("id").GetString()!, default))!;
        var link = await world.Get<ObjectLinks>().CreateAsync(UploadedPictures.KeyOf(world.Caller.Owner, picture), TimeSpan.FromHours(1), default);

        // No caller at all: the token is the permission.
        world.Caller.Owner = "nobody";
        var response = await world.Client.GetAsync(link!.AbsolutePath);

        Assert.Equal("image/jpeg", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(bytes, await response.Content.ReadAsByteArrayAsync());
        foreach (var guess in new[] { link.AbsolutePath[..^1], ObjectLinks.Path + "guess", ObjectLinks.Path + "a" })
            Assert.Equal(HttpStatusCode.NotFound, (await world.Client.GetAsync(guess)).StatusCode);

        await pictures.DeleteAsync("usr_ada", picture, default);
        Assert.Equal(HttpStatusCode.NotFound, (await world.Client.GetAsync(link.AbsolutePath)).StatusCode);
    }
}
