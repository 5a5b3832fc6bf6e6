using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using ImageGen.ObjectStorage.Links;
using ImageGen.ObjectStorage.LocalDisk;
using ImageGen.ObjectStorage.S3;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;

namespace ImageGen.ObjectStorage.Tests;

public sealed class ObjectLinksTests : IDisposable
{
    private const string Secret = "0123456789abcdef0123456789abcdef";
    private const string Key = "uploads/ab/upl_1.png";

    private readonly string folder = Directory.CreateTempSubdirectory("imagegen-links-").FullName;
    private readonly FakeTimeProvider time = new(TimeProvider.System.GetUtcNow());

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task An_own_link_leads_to_its_key_until_its_time_is_over()
    {
        var links = Links("https://images.example.com");

        var link = await links.CreateAsync(Key, TimeSpan.FromHours(1), default);

        Assert.StartsWith("https://images.example.com/api/v1/provider-inputs/", link!.AbsoluteUri, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, link.AbsoluteUri, StringComparison.Ordinal);
        Assert.Equal(Key, links.Open(TokenOf(link)));
        time.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal(Key, links.Open(TokenOf(link)));
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(links.Open(TokenOf(link)));
    }

    [Fact]
    public async Task Another_process_with_the_same_secret_knows_it_and_one_with_another_does_not()
    {
        var token = TokenOf((await Links("https://a.example").CreateAsync(Key, TimeSpan.FromHours(1), default))!);
        Assert.Equal(Key, Links("https://b.example").Open(token));
        Assert.Null(Links("https://a.example", new string('x', 32)).Open(token));
        Assert.Null(Links("https://a.example", secret: "").Open(token));
    }

    [Fact]
    public async Task No_bit_of_a_token_can_be_changed()
    {
        var links = Links("https://images.example.com");
        var token = TokenOf((await links.CreateAsync(Key, TimeSpan.FromHours(1), default))!);
        for (var at = 0; at < token.Length; at++)
        {
            // 60 bytes: every character carries bits that count.
            var other = token[at] == 'A' ? 'Z' : 'A';
            Assert.Null(links.Open(token[..at] + other + token[(at + 1)..]));
        }
    }

    [Fact]
    public async Task A_token_has_one_spelling()
    {
        var links = Links("https://images.example.com");
        var token = TokenOf((await links.CreateAsync(Key, TimeSpan.FromHours(1), default))!);
        foreach (var other in new[] { token + "=", token + "==", token + " ", " " + token, token[..9] + "\n" + token[9..] })
            Assert.Null(links.Open(other));
    }

    /// <summary>Signed with the right secret, as an older version might have.</summary>
    [Theory]
    [InlineData("../secret.key")]
    [InlineData("uploads//a.png")]
    [InlineData("UPLOADS/a.png")]
    [InlineData("钥匙")]
    public void A_key_that_no_object_can_have_opens_nothing(string key)
    {
        byte[] signed = [0x7F, .. new byte[7], .. Encoding.UTF8.GetBytes(key)];
        var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), (byte[])[.. "provider-inputs\n"u8, .. signed]);
        Assert.Null(Links("https://images.example.com").Open(Base64Url.EncodeToString([.. signed, .. mac])));
    }

    [Theory]
    [InlineData("")]
    [InlineData("A")]
    [InlineData("../../etc/passwd")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("钥匙")]
    public void What_is_no_token_opens_nothing(string text) => Assert.Null(Links("https://images.example.com").Open(text));

    [Theory]
    [InlineData("", Secret)]
    [InlineData("https://images.example.com", "")]
    public async Task Without_an_address_or_a_secret_there_is_no_link(string address, string secret) =>
        Assert.Null(await Links(address, secret).CreateAsync(Key, TimeSpan.FromHours(1), default));

    [Fact]
    public async Task The_stores_own_link_comes_first()
    {
        var options = new S3Options { Endpoint = "http://minio:9000", PublicEndpoint = "https://store.example.com", AccessKey = "a", SecretKey = "s", ForcePathStyle = true };
        using var store = new S3ObjectStore(Microsoft.Extensions.Options.Options.Create(options), time);
        var link = await new ObjectLinks(store, Settings("https://images.example.com", Secret), time).CreateAsync(Key, TimeSpan.FromHours(1), default);
        Assert.Equal("store.example.com", link!.Host);
        Assert.Equal("/imagegen/" + Key, link.AbsolutePath);
    }

    [Theory]
    [InlineData("http://minio:9000", "", false)]
    [InlineData("https://tos-s3-cn-beijing.volces.com", "", true)]
    [InlineData("http://minio:9000", "http://store.example.com", true)]
    public async Task A_store_that_only_we_reach_has_no_links(string endpoint, string publicEndpoint, bool expected)
    {
        var options = new S3Options { Endpoint = endpoint, PublicEndpoint = publicEndpoint, AccessKey = "a", SecretKey = "s" };
        using var store = new S3ObjectStore(Microsoft.Extensions.Options.Options.Create(options), time);
        Assert.Equal(expected, await store.LinkAsync(Key, TimeSpan.FromHours(1), default) is not null);
    }

    [Theory]
    [InlineData("images.example.com", Secret, false)]
    [InlineData("https://images.example.com/path", Secret, false)]
    [InlineData("https://images.example.com", "short", false)]
    [InlineData("https://images.example.com", Secret, true)]
    [InlineData(null, null, true)]
    public void A_wrong_setting_is_found_at_start(string? address, string? secret, bool sound) =>
        Assert.Equal(sound, LinkOptions.IsSound(new LinkOptions { PublicUrl = address, SecretKey = secret }));

    private ObjectLinks Links(string address, string secret = Secret) => new(new LocalDiskObjectStore(folder, time), Settings(address, secret), time);

    private static IConfiguration Settings(string address, string secret) => new ConfigurationBuilder()
        .AddInMemoryCollection([new("ImageGen:PublicUrl", address), new("ImageGen:SecretKey", secret)])
        .Build();

    private static string TokenOf(Uri link) => link.Segments[^1];
}
