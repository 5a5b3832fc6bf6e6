using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace ImageGen.Gateway.Tests;

/// <summary>A page may write where it comes from us, by whatever proxy; another's may not.</summary>
public sealed class ForeignOriginTests
{
    private const string Public = "https://images.example.com:8443";

    [Theory]
    // No browser.
    [InlineData("127.0.0.1:PORT", null, null)]
    [InlineData("127.0.0.1:PORT", null, "none")]
    // The page itself.
    [InlineData("127.0.0.1:PORT", "http://127.0.0.1:PORT", null)]
    [InlineData("[::1]:PORT", "http://[::1]:PORT", null)]
    [InlineData("localhost:PORT", "http://localhost:PORT", "same-origin")]
    [InlineData("other.example.com", "https://other.example.com", null)]
    [InlineData("other.example.com:443", "https://other.example.com", null)]
    [InlineData("OTHER.example.com", "https://other.example.com", "same-site")]
    // A proxy that speaks to us by another name.
    [InlineData("127.0.0.1:PORT", "https://elsewhere.example.com", "same-origin")]
    [InlineData("127.0.0.1:PORT", "null", "same-origin")]
    [InlineData("127.0.0.1:PORT", Public, null)]
    [InlineData("127.0.0.1:PORT", Public, "cross-site")]
    // A proxy that drops its port.
    [InlineData("images.example.com", "https://images.example.com:8443", null)]
    [InlineData("other.example.com", "https://other.example.com:8443", null)]
    [InlineData("other.example.com", "https://other.example.com:8443", "same-origin")]
    public async Task Our_own_page_may_write(string host, string? origin, string? site)
    {
        await using var door = await Door.OpenAsync("http://127.0.0.1:0", ("ImageGen:PublicUrl", Public), ("AllowedHosts", "other.example.com"));
        Assert.Equal(HttpStatusCode.OK, (await door.SendAsync(HttpMethod.Post, "/things", host, Headers(origin, site))).StatusCode);
    }

    [Theory]
    [InlineData("127.0.0.1:PORT", "https://evil.example", null)]
    [InlineData("127.0.0.1:PORT", "null", null)]
    [InlineData("127.0.0.1:PORT", "null", "cross-site")]
    [InlineData("127.0.0.1:PORT", "", "cross-site")]
    [InlineData("127.0.0.1:PORT", null, "cross-site")]
    [InlineData("127.0.0.1:PORT", null, "same-site")]
    [InlineData("127.0.0.1:PORT", "http://127.0.0.1:PORT, https://evil.example", null)]
    [InlineData("127.0.0.1:PORT", "https://evil.example", "same-origin, same-origin")]
    [InlineData("127.0.0.1:PORT", "https://evil.example", "Same-Origin")]
    [InlineData("localhost:PORT", "http://localhost:3000", "same-site")]
    [InlineData("localhost:PORT", "http://localhost:3000", null)]
    [InlineData("localhost", "http://localhost:3000", "same-site")]
    [InlineData("localhost:PORT", "http://localhost.evil.example:PORT", null)]
    [InlineData("other.example.com", "https://other.example.com.evil.example", null)]
    [InlineData("other.example.com:8443", "https://other.example.com", null)]
    [InlineData("127.0.0.1:PORT", "http://images.example.com:8443", null)]
    [InlineData("127.0.0.1:PORT", "https://images.example.com", null)]
    public async Task Another_sites_page_may_not(string host, string? origin, string? site)
    {
        await using var door = await Door.OpenAsync("http://127.0.0.1:0", ("ImageGen:PublicUrl", Public), ("AllowedHosts", "other.example.com"));
        foreach (var method in new[] { HttpMethod.Post, HttpMethod.Put, HttpMethod.Delete })
        {
            var response = await door.SendAsync(method, "/things", host, Headers(origin, site));
            Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
            var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
            Assert.Equal("foreign_origin", problem.GetProperty("code").GetString());
            Assert.Contains("IMAGEGEN_PUBLIC_URL", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }

        Assert.Single(door.Log.GetSnapshot(), line => line.Message.Contains("IMAGEGEN_PUBLIC_URL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_link_from_another_page_opens_ours()
    {
        await using var door = await Door.OpenAsync("http://127.0.0.1:0");
        Assert.Equal(HttpStatusCode.OK, (await door.SendAsync(HttpMethod.Get, "/things", host: null, ("Sec-Fetch-Site", "cross-site"))).StatusCode);
    }

    [Theory]
    [InlineData("image", 200)]
    [InlineData("document", 200)]
    [InlineData("empty", 403)]
    public async Task Another_sites_scripts_may_not_make_us_work(string destination, int status)
    {
        await using var door = await Door.OpenAsync("http://127.0.0.1:0");
        var response = await door.SendAsync(HttpMethod.Get, "/things", host: null, ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Dest", destination));
        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task Scripts_of_our_own_page_may_read_under_another_of_our_names()
    {
        await using var door = await Door.OpenAsync("http://127.0.0.1:0", ("ImageGen:PublicUrl", Public));
        var response = await door.SendAsync(
            HttpMethod.Get, "/things", host: null, ("Origin", Public), ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Dest", "empty"));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private static (string, string)[] Headers(string? origin, string? site) =>
        [.. new[] { ("Origin", origin), ("Sec-Fetch-Site", site) }.Where(header => header.Item2 is not null).Select(header => (header.Item1, header.Item2!))];
}
