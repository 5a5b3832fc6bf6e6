using System.Net;
using Amazon.S3;
using ImageGen.ObjectStorage.S3;
using ImageGen.TestKit;
using Microsoft.Extensions.Options;

namespace ImageGen.ObjectStorage.Tests;

/// <summary>MinIO, as a rule.</summary>
public sealed class S3Tests : S3Contract
{
    private protected override Task<S3Connection> ConnectAsync() => S3Server.ConnectAsync();
}

/// <summary>An implementation by other people, such as Ceph.</summary>
public sealed class SecondS3Tests : S3Contract
{
    private protected override Task<S3Connection> ConnectAsync() => Task.FromResult(S3Server.ConnectSecond());
}

public abstract class S3Contract : ObjectStoreContract
{
    private protected abstract Task<S3Connection> ConnectAsync();

    private protected override async Task<IObjectStore> OpenStoreAsync()
    {
        var store = Store(await OptionsAsync());
        // As a host does: Ceph has been seen to refuse the signature of its very first request that writes.
        await Eventually.HoldsAsync("the store is ready", () => IsPreparedAsync(store));
        return store;
    }

    [Fact]
    public async Task A_missing_bucket_is_made_where_that_is_permitted()
    {
        var options = await OptionsAsync() with { Bucket = "imagegen-test-" + Guid.NewGuid().ToString("n")[..12] };
        var store = Store(options);
        await Assert.ThrowsAnyAsync<Exception>(() => store.CheckAsync(default));

        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            await Store(options with { CreateBucket = false }).PrepareAsync(default);
            await store.CheckAsync(default);
        });
        await Task.WhenAll(store.PrepareAsync(default), store.PrepareAsync(default));

        await store.CheckAsync(default);
    }

    [Fact]
    public async Task A_missing_bucket_is_an_outage_and_not_a_missing_object()
    {
        var store = Store(await OptionsAsync() with { Bucket = "imagegen-test-" + Guid.NewGuid().ToString("n")[..12] });

        await Assert.ThrowsAnyAsync<Exception>(() => store.FindAsync(Key("a.png"), default));
        await Assert.ThrowsAnyAsync<Exception>(() => store.OpenAsync(Key("a.png"), range: null, default));
    }

    [Fact]
    public async Task A_link_is_read_by_whoever_has_it_until_its_time_is_over()
    {
        var options = await OptionsAsync();
        var store = Store(options with { PublicEndpoint = options.Endpoint });
        var bytes = Bytes(10_000);
        await PutAsync(store, Key("a.png"), bytes);
        using var stranger = new HttpClient();

        var link = await store.LinkAsync(Key("a.png"), TimeSpan.FromHours(1), default);
        Assert.Equal(bytes, await stranger.GetByteArrayAsync(link));

        var other = new UriBuilder(link!) { Path = link!.AbsolutePath.Replace("a.png", "b.png", StringComparison.Ordinal) }.Uri;
        Assert.Equal(HttpStatusCode.Forbidden, (await stranger.GetAsync(other)).StatusCode);
        using var put = new ByteArrayContent(bytes);
        Assert.Equal(HttpStatusCode.Forbidden, (await stranger.PutAsync(link, put)).StatusCode);

        var brief = await store.LinkAsync(Key("a.png"), TimeSpan.FromSeconds(1), default);
        await Eventually.HoldsAsync("the link has expired", async () => (await stranger.GetAsync(brief)).StatusCode == HttpStatusCode.Forbidden);
    }

    private async Task<S3Options> OptionsAsync()
    {
        var server = await ConnectAsync();
        return new S3Options
        {
            Endpoint = server.Endpoint,
            Region = server.Region,
            Bucket = server.Bucket,
            AccessKey = server.AccessKey,
            SecretKey = server.SecretKey,
            ForcePathStyle = true,
        };
    }

    private static async Task<bool> IsPreparedAsync(S3ObjectStore store)
    {
        try
        {
            await store.PrepareAsync(default);
            return true;
        }
        catch (AmazonS3Exception)
        {
            return false;
        }
    }

    private static S3ObjectStore Store(S3Options options) => new(Options.Create(options), TimeProvider.System);
}
