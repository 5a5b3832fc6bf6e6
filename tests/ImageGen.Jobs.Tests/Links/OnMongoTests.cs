using ImageGen.Jobs.Links;
using ImageGen.Jobs.Tests.Support;
using ImageGen.Persistence;
using ImageGen.TestKit;

namespace ImageGen.Jobs.Tests.Links;

/// <summary>Links with their documents in the other store: its indexes are its own.</summary>
public sealed class OnMongoTests(MongoServer mongo) : IAsyncLifetime
{
    private JobsHost? host;

    private JobsHost Host => host!;

    public async ValueTask InitializeAsync()
    {
        host = new JobsHost(folder: null, time: null, ("MONGODB_URL", await mongo.NewDatabaseAsync()));
        await host.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (host is not null)
            await host.DisposeAsync();
    }

    [Fact]
    public async Task A_space_lists_its_own_links_those_of_one_picture_too_and_old_ones_go()
    {
        var links = Host.Service<IDocuments<ImageLink>>();
        var now = TimeProvider.System.GetUtcNow();
        foreach (var (id, owner, image, days) in new[] { ("lnk_1", "local", "img_a_1_0", 1), ("lnk_2", "local", "img_b_1_0", -40), ("lnk_3", "usr_x", "img_a_1_0", 1), ("lnk_4", "local", "img_a_1_0", -1) })
        {
            await links.InsertAsync(
                new ImageLink
                {
                    Id = id,
                    Hash = id,
                    Owner = owner,
                    ImageId = image,
                    CreatedBy = owner,
                    CreatedAt = Some.Now + id[^1],
                    ExpiresAt = now.AddDays(days).ToUnixTimeMilliseconds(),
                    MostDownloads = 1,
                },
                default);
        }

        Assert.Equal(["lnk_4", "lnk_2", "lnk_1"], await ListAsync(""));
        Assert.Equal(["lnk_4", "lnk_1"], await ListAsync("?image=img_a_1_0"));
        Assert.Equal(1, await Host.Service<LinkPurge>().RunOnceAsync(default));
        Assert.Equal(["lnk_4", "lnk_1"], await ListAsync(""));
    }

    private async Task<IEnumerable<string?>> ListAsync(string query) =>
        (await Host.ReadAsync("/api/v1/links" + query)).GetProperty("data").EnumerateArray().Select(link => link.GetProperty("id").GetString());
}
