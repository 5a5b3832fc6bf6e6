using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using ImageGen.ServiceDefaults.Configuration;

namespace ImageGen.Gateway.Tests;

/// <summary>Whoever can point a name at this machine must not reach us by it: his page would be same-origin with us.</summary>
public sealed class ForeignHostTests
{
    private static readonly (string, string)[] Configured =
        [("ImageGen:PublicUrl", "https://图片.example.com:8443"), ("AllowedHosts", "jobs; *.corp.example.com,Other.Example.com")];

    [Theory]
    [InlineData("localhost:PORT")]
    [InlineData("LocalHost")]
    [InlineData("localhost.:PORT")]
    [InlineData("127.0.0.1:PORT")]
    [InlineData("127.8.9.1:PORT")]
    [InlineData("[::1]:PORT")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("xn--wcsw84d.example.com:8443")]
    [InlineData("XN--wcsw84d.example.com")]
    [InlineData("jobs:8080")]
    [InlineData("a.corp.example.com")]
    [InlineData("other.example.com:99")]
    public async Task A_name_of_ours_is_answered(string host)
    {
        await using var door = await Door.OpenAsync("http://127.0.0.1:0", Configured);
        Assert.Equal(HttpStatusCode.OK, (await door.SendAsync(HttpMethod.Get, "/things", host)).StatusCode);
    }

    [Theory]
    [InlineData("http://[fd00::5]:8080", "[fd00::5]:8080", 200)]
    [InlineData("http://[fd00::5]:8080", "[FD00::5]", 200)]
    [InlineData("http://[fd00::5]:8080", "[fd00::6]:8080", 400)]
    public async Task An_IPv6_address_is_a_name_too(string publicUrl, string host, int status)
    {
        await using var door = await Door.OpenAsync("http://127.0.0.1:0", ("ImageGen:PublicUrl", publicUrl));
        Assert.Equal(status, (int)(await door.SendAsync(HttpMethod.Get, "/things", host)).StatusCode);
    }

    [Theory]
    [InlineData("rebind.evil.example:PORT")]
    [InlineData("localhost.evil.example")]
    [InlineData("evil-localhost")]
    [InlineData("corp.example.com")]
    [InlineData("xcorp.example.com")]
    [InlineData("jobs.evil.example")]
    [InlineData("127.0.0.1.nip.io:PORT")]
    [InlineData("0.0.0.0:PORT")]
    [InlineData("xn--a")]
    [InlineData("xn--99999999999")]
    [InlineData("192.168.1.7:PORT")]
    [InlineData("[::ffff:10.0.0.1]")]
    public async Task A_foreign_name_is_refused_whatever_is_asked(string host)
    {
        await using var door = await Door.OpenAsync("http://0.0.0.0:0", Configured);
        foreach (var (method, path) in new[] { (HttpMethod.Get, "/things"), (HttpMethod.Post, "/things"), (HttpMethod.Get, "/nothing"), (HttpMethod.Options, "/things") })
        {
            var response = await door.SendAsync(method, path, host, ("Sec-Fetch-Site", "same-origin"), ("X-Forwarded-Host", "localhost"));

            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
            Assert.Contains("default-src 'self'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
            Assert.Equal("host_not_allowed", problem.GetProperty("code").GetString());
            Assert.Contains("IMAGEGEN_PUBLIC_URL", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
            Assert.Contains("IMAGEGEN_ALLOWED_HOSTS", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }

        Assert.Single(door.Log.GetSnapshot(), line => line.Message.Contains("IMAGEGEN_ALLOWED_HOSTS", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_request_that_names_nobody_is_refused()
    {
        await using var door = await Door.OpenAsync("http://127.0.0.1:0");
        Assert.StartsWith("HTTP/1.1 400", await RawAsync(door, "GET /things HTTP/1.0\r\n\r\n"), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 400", await RawAsync(door, "GET /things HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n"), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 200", await RawAsync(door, "GET /health/live HTTP/1.0\r\n\r\n"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10.1.2.3:8080", HttpStatusCode.OK)]
    [InlineData("[fd00::7]:8080", HttpStatusCode.OK)]
    [InlineData("rebind.evil.example", HttpStatusCode.BadRequest)]
    public async Task A_clusters_probe_knows_an_address_and_no_name(string host, HttpStatusCode expected)
    {
        await using var door = await Door.OpenAsync("http://127.0.0.1:0");
        Assert.Equal(expected, (await door.SendAsync(HttpMethod.Get, "/health/ready", host)).StatusCode);
    }

    [Fact]
    public async Task What_the_host_was_told_to_listen_on_is_a_name_of_its()
    {
        await using var door = await Door.OpenAsync("http://imagegen.lan:0");
        Assert.Equal(HttpStatusCode.OK, (await door.SendAsync(HttpMethod.Get, "/things", "imagegen.lan:PORT")).StatusCode);
    }

    [Theory]
    [InlineData("AllowedHosts", "*")]
    [InlineData("AllowedHosts", "a.example.com;*")]
    [InlineData("AllowedHosts", "https://a.example.com")]
    [InlineData("AllowedHosts", "a.*.com")]
    [InlineData("ImageGen:PublicUrl", "images.example.com")]
    [InlineData("ImageGen:PublicUrl", "https://images.example.com/imagegen")]
    public async Task A_setting_that_can_not_be_read_is_told_at_start(string setting, string value)
    {
        var error = await Assert.ThrowsAsync<ConfigurationException>(() => Door.OpenAsync("http://127.0.0.1:0", (setting, value)));
        Assert.Contains("IMAGEGEN_", error.Message, StringComparison.Ordinal);
        Assert.Contains(value.Split(';')[^1], error.Message, StringComparison.Ordinal);
    }

    private static async Task<string> RawAsync(Door door, string request)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, door.Port);
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request));
        using var reader = new StreamReader(socket.GetStream());
        return await reader.ReadToEndAsync();
    }
}
