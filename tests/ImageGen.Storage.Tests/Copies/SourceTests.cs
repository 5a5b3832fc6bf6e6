using System.IO.Compression;
using System.Net;
using ImageGen.Catalogue;
using ImageGen.Contracts;
using ImageGen.Storage.Copies;
using ImageGen.Storage.Sources;
using ImageGen.Storage.Tests.World;
using Microsoft.AspNetCore.Http;

namespace ImageGen.Storage.Tests.Copies;

/// <summary>How the bytes are got: redirects, content codings, links that are the bytes, and addresses that must not be asked.</summary>
public sealed class SourceTests
{
    /// <summary>Of a provider whose API stands in our own network, and whose models may serve pictures from a domain of ours.</summary>
    private static readonly SourceHosts Hosts = SourceHosts.From(new StorageOptions(), ProviderApis.All, new Dictionary<string, string?>
    {
        [ProviderApis.Visual.Endpoint.Name] = "http://provider.internal:8080",
        [ProviderApis.ImageX.Others.Single(setting => setting.IsResultHost).Name] = "pictures.example",
    }.GetValueOrDefault);

    [Fact]
    public async Task A_redirect_is_followed_to_every_host_of_the_list_and_to_no_other()
    {
        await using var allowed = await StubSource.StartAsync();
        await using var foreign = await StubSource.StartAsync();
        await using var world = await StorageWorld.StartAsync(settings: ("Storage:SourceHosts:0", allowed.Host));
        world.Source.Serve("/real.png", TestPictures.Png());

        await world.HearAsync(StorageWorld.Generated(world.Source.Serve("/near", Redirect("/real.png")), job: "near"));
        await world.HearAsync(StorageWorld.Generated(world.Source.Serve("/other", Redirect(allowed.Serve("/a.png", TestPictures.Png()))), job: "other"));
        await world.HearAsync(StorageWorld.Generated(world.Source.Serve("/far", Redirect(foreign.Serve("/a.png", TestPictures.Png()))), job: "far"));
        await world.HearAsync(StorageWorld.Generated(
            world.Source.Serve("/through", Redirect(allowed.Serve("/on", Redirect(foreign.Serve("/b.png", TestPictures.Png()))))), job: "through"));
        await world.HearAsync(StorageWorld.Generated(
            world.Source.Serve("/password", Redirect(allowed.Address.Replace("//", "//user:secret@", StringComparison.Ordinal) + "/a.png")), job: "password"));
        await world.HearAsync(StorageWorld.Generated(world.Source.Serve("/circle", Redirect("/circle")), job: "circle"));
        await world.HearAsync(StorageWorld.Generated(world.Source.Serve("/file", Redirect("file:///etc/passwd")), job: "file"));
        await world.Handler.RunOnceAsync(default);

        Assert.Equal(CopyState.Stored, (await world.CopyAsync("near")).State);
        Assert.Equal(CopyState.Stored, (await world.CopyAsync("other")).State);
        foreach (var job in new[] { "far", "through", "password", "file" })
            Assert.Equal("image_source_not_allowed", (await world.CopyAsync(job)).Error!.Code);
        Assert.Equal("image_source_unavailable", (await world.CopyAsync("circle")).Error!.Code);
        Assert.Empty(foreign.Requests);
    }

    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData("gzip", "x-gzip")]
    [InlineData("gzip", "GZIP")]
    [InlineData("gzip", "")]
    [InlineData("deflate", "deflate")]
    [InlineData("zlib", "deflate")]
    [InlineData("br", "br")]
    [InlineData("gzip br", "gzip, br")]
    [InlineData("gzip gzip", "gzip")]
    [InlineData("", "gzip")]
    [InlineData("", "br")]
    [InlineData("", "identity")]
    [InlineData("", "aws-chunked")]
    public async Task A_packed_picture_is_unpacked_by_what_it_is_and_by_what_is_said(string packed, string said)
    {
        await using var world = await StorageWorld.StartAsync();
        var picture = TestPictures.Jpeg();
        var bytes = packed.Split(' ', StringSplitOptions.RemoveEmptyEntries).Aggregate(picture, Pack);
        await world.HearAsync(StorageWorld.Generated(world.Source.Serve("/a.jpg", context =>
        {
            Assert.Equal("identity", context.Request.Headers.AcceptEncoding);
            if (said.Length > 0)
                context.Response.Headers.ContentEncoding = said;
            context.Response.ContentLength = bytes.Length;
            return context.Response.Body.WriteAsync(bytes).AsTask();
        })));

        await world.Handler.RunOnceAsync(default);

        await world.MessageAsync<ImageStored>();
        Assert.Equal(TestPictures.Pixels(picture), TestPictures.Pixels(await world.StoredBytesAsync()));
    }

    [Theory]
    [InlineData("gzip", "gzip", "not_a_picture")]
    [InlineData("", "br", "image_source_unavailable")]
    [InlineData("", "deflate", "image_source_unavailable")]
    public async Task A_page_that_is_packed_or_said_to_be_is_no_picture_and_waits(string packed, string said, string code)
    {
        await using var world = await StorageWorld.StartAsync();
        var page = packed.Split(' ', StringSplitOptions.RemoveEmptyEntries).Aggregate("<!doctype html><title>Please wait a moment</title>"u8.ToArray(), Pack);
        await world.HearAsync(StorageWorld.Generated(world.Source.Serve("/a.jpg", context =>
        {
            context.Response.Headers.ContentEncoding = said;
            return context.Response.Body.WriteAsync(page).AsTask();
        })));

        await world.Handler.RunOnceAsync(default);

        var copy = await world.CopyAsync();
        Assert.Equal((CopyState.Waiting, code), (copy.State, copy.Error!.Code));
    }

    [Fact]
    public async Task A_small_file_that_unpacks_to_more_than_a_picture_may_have_is_left()
    {
        await using var world = await StorageWorld.StartAsync(settings: ("Storage:LargestPicture", $"{1 << 20}"));
        var bomb = Pack(new byte[64 << 20], "gzip");
        await world.HearAsync(StorageWorld.Generated(world.Source.Serve("/a.png", bomb)));

        await world.Handler.RunOnceAsync(default);

        Assert.Equal("picture_too_large", (await world.CopyAsync()).Error!.Code);
    }

    [Theory]
    [InlineData("data:image/jpeg;base64,{0}")]
    [InlineData("data:;base64,{0}")]
    [InlineData("DATA:image/png;charset=utf-8;BASE64,{0}")]
    [InlineData("data:image/jpeg;base64,\n{0}\n")]
    public async Task A_link_that_is_the_bytes_is_read(string form)
    {
        await using var world = await StorageWorld.StartAsync();
        var picture = TestPictures.Jpeg();
        var text = Convert.ToBase64String(picture, Base64FormattingOptions.InsertLineBreaks);
        string[] forms = [text, text.TrimEnd('='), text.Replace('+', '-').Replace('/', '_'), Uri.EscapeDataString(text)];

        foreach (var (job, written) in forms.Index())
            await world.HearAsync(StorageWorld.Generated(string.Format(null, form, written), job: $"job_{job}"));
        await world.Handler.RunOnceAsync(default);

        await world.MessageAsync<ImageStored>(count: forms.Length);
        foreach (var (job, _) in forms.Index())
            Assert.Equal(TestPictures.Pixels(picture), TestPictures.Pixels(await world.StoredBytesAsync($"job_{job}")));
    }

    [Theory]
    [InlineData("data:image/png;base64,!!!!")]
    [InlineData("data:image/png,plain")]
    [InlineData("data:")]
    public async Task One_that_is_no_picture_waits_and_says_why(string url)
    {
        await using var world = await StorageWorld.StartAsync();
        await world.HearAsync(StorageWorld.Generated(url));

        await world.Handler.RunOnceAsync(default);

        var copy = await world.CopyAsync();
        Assert.Equal((CopyState.Waiting, "not_a_picture"), (copy.State, copy.Error!.Code));
    }

    [Theory]
    [InlineData("https://p9-sign.byteimg.com/a.png", "https://p9-sign.byteimg.com/a.png")]
    [InlineData("http://p9-sign.byteimg.com/a.png?x=1", "https://p9-sign.byteimg.com/a.png?x=1")]
    [InlineData("https://p9-sign.byteimg.com:8443/a.png", null)]
    [InlineData("https://byteimg.com.evil.example/a.png", null)]
    [InlineData("https://user@p9-sign.byteimg.com/a.png", null)]
    [InlineData("ftp://p9-sign.byteimg.com/a.png", null)]
    [InlineData("http://provider.internal:8080/a.png", "http://provider.internal:8080/a.png")]
    [InlineData("https://provider.internal:8080/a.png", "https://provider.internal:8080/a.png")]
    [InlineData("http://provider.internal/a.png", null)]
    [InlineData("https://pictures.example/a.png", "https://pictures.example/a.png")]
    [InlineData("https://other.example/a.png", null)]
    [InlineData("https://2130706433/a.png", null)]
    [InlineData("https://0x7f000001/a.png", null)]
    [InlineData("https://0177.0.0.1/a.png", null)]
    [InlineData("https://127.1/a.png", null)]
    [InlineData("https://[::ffff:127.0.0.1]/a.png", null)]
    [InlineData("https://evil.example#.byteimg.com/a.png", null)]
    [InlineData("https://evil.example#@p9-sign.byteimg.com/a.png", null)]
    [InlineData("https://evil.example?.byteimg.com/a.png", null)]
    [InlineData(@"https://evil.example\.byteimg.com/a.png", null)]
    [InlineData(@"https://evil.example\@p9-sign.byteimg.com/a.png", null)]
    [InlineData("https://p9-sign.byteimg.com@evil.example/a.png", null)]
    [InlineData("https://p9-sign.byteimg.com:443@evil.example/a.png", null)]
    [InlineData("https://evilbyteimg.com/a.png", null)]
    [InlineData("https://byteimg.com/a.png", null)]
    public void A_host_of_the_settings_is_asked_as_it_says_and_the_providers_own_only_by_https(string link, string? asked) =>
        Assert.Equal(
            asked, Uri.TryCreate(link, UriKind.Absolute, out var address) ? Hosts.Admit(address)?.AbsoluteUri : null);

    [Theory]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.100.100.200", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::1", false)]
    [InlineData("::", false)]
    [InlineData("fd00::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("ff02::1", false)]
    [InlineData("fec0::1", false)]
    [InlineData("::127.0.0.1", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("64:ff9b::7f00:1", false)]
    [InlineData("64:ff9b:1::7f00:1", false)]
    [InlineData("64:ff9b:1::808:808", false)]
    [InlineData("2001:0:7f00:1::", false)]
    [InlineData("2001:1ff::1", false)]
    [InlineData("2002:7f00:1::", false)]
    [InlineData("2002:808:808::1", false)]
    [InlineData("8.8.8.8", true)]
    [InlineData("172.32.0.1", true)]
    [InlineData("198.18.0.5", true)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("2408:4000::1", true)]
    [InlineData("2001:200::1", true)]
    [InlineData("2001:4860:4860::8888", true)]
    [InlineData("64:ff9b::808:808", true)]
    public void The_networks_around_us_are_told_from_the_internet(string address, bool isPublic) =>
        Assert.Equal(isPublic, PublicAddress.Is(IPAddress.Parse(address)));

    [Fact]
    public async Task A_public_name_that_leads_into_our_own_network_is_not_connected_to()
    {
        await using var inside = await StubSource.StartAsync();
        var address = new UriBuilder(inside.Serve("/secret", TestPictures.Png())) { Host = "localhost" }.Uri;

        using var known = ClientOf(new SourceHosts(named: [], known: ["localhost"]));
        using var named = ClientOf(new SourceHosts(named: ["localhost"], known: []));

        var error = await Assert.ThrowsAsync<HttpRequestException>(() => known.GetAsync(address));
        Assert.Equal(CopyVerdict.SourceNotAllowed, Assert.IsType<SourceException>(error.InnerException).Verdict);
        Assert.Empty(inside.Requests);
        using var answer = await named.GetAsync(address);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private static HttpClient ClientOf(SourceHosts hosts) =>
        new(new SocketsHttpHandler { UseProxy = false, ConnectCallback = (context, token) => SourceConnection.OpenAsync(context, hosts, token) });

    private static RequestDelegate Redirect(string to) => context =>
    {
        context.Response.Redirect(to);
        return Task.CompletedTask;
    };

    private static byte[] Pack(byte[] bytes, string coding)
    {
        using var packed = new MemoryStream();
        using (Stream packing = coding switch
        {
            "gzip" => new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true),
            "br" => new BrotliStream(packed, CompressionLevel.Optimal, leaveOpen: true),
            "zlib" => new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true),
            _ => new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true),
        })
        {
            packing.Write(bytes);
        }
        return packed.ToArray();
    }
}
