using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ImageGen.Edge.Limits;
using ImageGen.ServiceDefaults.Callers;
using ImageGen.ServiceDefaults.Configuration;
using Microsoft.Extensions.Configuration;

namespace ImageGen.Gateway.Tests;

/// <summary>Whoever asks too often waits, and nobody else does.</summary>
public sealed class LimitTests
{
    private const string Calls = "/api/v1/jobs";
    private const string Picture = "/api/v1/images/img_1/content";
    private const string Stream = "/api/v1/events";

    [Fact]
    public async Task One_too_many_is_told_when_to_come_again()
    {
        await using var door = await LimitedDoor.OpenAsync(hasAccounts: true, ("User", 2));
        var first = await door.SendAsync("GET", Calls, "ada_session");
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal("\"address\";q=60000;w=60, \"user\";q=2;w=60", Header(first, "RateLimit-Policy"));
        Assert.Matches("^\"address\";r=59999;t=1, \"user\";r=1;t=(29|30)$", Header(first, "RateLimit"));
        await door.SendAsync("GET", Calls, "ada_session");

        var refused = await door.SendAsync("GET", Calls, "ada_session", headers: ("Accept-Language", "zh-CN"));

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType!.MediaType);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 30);
        Assert.EndsWith("\"user\";r=0;t=60", Header(refused, "RateLimit"), StringComparison.Ordinal);
        Assert.NotEmpty(Header(refused, "X-Request-Id"));
        var problem = await refused.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("rate_limited", problem.GetProperty("code").GetString());
        Assert.True(problem.GetProperty("retryable").GetBoolean());
        Assert.Contains("请求过于频繁", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        // Others are not meant.
        Assert.Equal(HttpStatusCode.OK, (await door.SendAsync("GET", Calls, "bob_session")).StatusCode);
    }

    [Fact]
    public async Task Pictures_and_streams_do_not_use_up_the_calls()
    {
        await using var door = await LimitedDoor.OpenAsync(hasAccounts: true, ("User", 1), ("Pictures", 3), ("Streams", 2));
        Assert.Equal("200 200 200 429", await StatusesAsync(door, 4, "GET", Picture, "ada_session"));
        Assert.Equal("200", await StatusesAsync(door, 1, "POST", "/api/v1/images/export", "ada_session"));
        Assert.Equal("200 429", await StatusesAsync(door, 2, "GET", Stream, "ada_session"));
        Assert.Equal("200 429", await StatusesAsync(door, 2, "GET", Calls, "ada_session"));
        // What looks like a picture and is a write is a call.
        Assert.Equal("429", await StatusesAsync(door, 1, "POST", Picture, "ada_session"));
    }

    [Fact]
    public async Task A_key_has_its_own_limit_within_that_of_its_user()
    {
        await using var door = await LimitedDoor.OpenAsync(hasAccounts: true, ("Key", 2), ("User", 3));
        Assert.Equal("200 200 429", await StatusesAsync(door, 3, "GET", Calls, "ig_ada_one"));
        Assert.Equal("200 429", await StatusesAsync(door, 2, "GET", Calls, "ig_ada_two"));
        Assert.Equal("200 200 429", await StatusesAsync(door, 3, "GET", Calls, "ig_bob_three"));
    }

    [Fact]
    public async Task Who_is_not_signed_in_writes_seldom_from_one_address_and_others_are_not_meant()
    {
        await using var door = await LimitedDoor.OpenAsync(hasAccounts: true, ("Anonymous", 2));
        Assert.Equal("200 200 429", await StatusesAsync(door, 3, "POST", "/api/v1/session"));
        // Another name for itself is not believed, nor is a cookie that is good for nothing.
        Assert.Equal(429, (int)(await door.SendAsync("POST", "/api/v1/session", headers: ("X-Forwarded-For", "203.0.113.9"))).StatusCode);
        Assert.Equal("429", await StatusesAsync(door, 1, "POST", "/api/v1/session", "nobody"));
        Assert.Equal(200, (int)(await door.SendAsync("POST", "/api/v1/session", from: "127.0.0.2")).StatusCode);
        // A page that finds out that nobody is signed in does not keep its person from signing in, and who is signed in goes on.
        Assert.Equal("200 200 200", await StatusesAsync(door, 3, "GET", "/api/v1/session"));
        Assert.Equal("200 200 200", await StatusesAsync(door, 3, "POST", Calls, "ada_session"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task All_requests_of_an_address_are_counted_and_those_of_the_provider_and_of_probes_never(bool hasAccounts)
    {
        await using var door = await LimitedDoor.OpenAsync(hasAccounts, ("Address", 2));
        Assert.Equal("200 200 429", await StatusesAsync(door, 3, "GET", Picture));
        Assert.Equal("429", await StatusesAsync(door, 1, "GET", Calls, "ada_session"));
        Assert.Equal("200 200 200", await StatusesAsync(door, 3, "POST", "/api/v1/callbacks/volcengine/token"));
        Assert.Equal("200 200 200", await StatusesAsync(door, 3, "GET", "/api/v1/provider-inputs/token"));
        Assert.Equal("200 200 200", await StatusesAsync(door, 3, "GET", "/health/live"));
        Assert.Equal("404 404 404", await StatusesAsync(door, 3, "GET", "/nothing"));
    }

    [Fact]
    public async Task Where_nobody_signs_in_only_the_address_is_counted()
    {
        await using var door = await LimitedDoor.OpenAsync(hasAccounts: false, ("Anonymous", 1), ("User", 1), ("Pictures", 1), ("Streams", 1));
        foreach (var path in new[] { Calls, Picture, Stream })
            Assert.Equal("200 200 200", await StatusesAsync(door, 3, "GET", path));
        Assert.Equal("200 200 200", await StatusesAsync(door, 3, "POST", Calls));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_page_that_fails_in_a_loop_is_heard_twenty_times_a_minute(bool hasAccounts)
    {
        await using var door = await LimitedDoor.OpenAsync(hasAccounts, ("Anonymous", 1), ("User", 1));
        var loop = string.Join(' ', Enumerable.Repeat(200, 20).Append(429));
        Assert.Equal(loop, await StatusesAsync(door, 21, "POST", "/api/v1/client-errors", "ada_session"));
        // What it tells costs its person nothing else.
        Assert.Equal(200, (int)(await door.SendAsync("POST", Calls, "ada_session")).StatusCode);
        if (hasAccounts)
            Assert.Equal(loop, await StatusesAsync(door, 21, "POST", "/api/v1/client-errors"));
    }

    [Fact]
    public async Task Nought_is_no_limit()
    {
        await using var door = await LimitedDoor.OpenAsync(hasAccounts: true, ("Address", 0), ("User", 0));
        var answer = await door.SendAsync("GET", Calls, "ada_session");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.False(answer.Headers.Contains("RateLimit"));
        Assert.False(answer.Headers.Contains("RateLimit-Policy"));
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("1000001")]
    [InlineData("many")]
    [InlineData("1e3")]
    public void A_setting_that_is_no_limit_is_told_at_start(string value)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Limits:Pictures", value)]).Build();
        var error = Assert.Throws<ConfigurationException>(() => LimitSettings.From(configuration));
        Assert.Contains("IMAGEGEN_LIMIT_PICTURES", error.Message, StringComparison.Ordinal);
        Assert.Contains(value, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("::ffff:192.0.2.1", "192.0.2.1", true)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    public void Of_IPv6_a_network_is_one_client(string one, string other, bool isSame) =>
        Assert.Equal(isSame, ClientNetwork.Of(IPAddress.Parse(one)) == ClientNetwork.Of(IPAddress.Parse(other)));

    [Fact]
    public void However_many_addresses_come_there_are_not_more_buckets()
    {
        using var limits = new DoorLimits(LimitSettings.From(new ConfigurationBuilder().Build()));
        var bytes = new byte[16];
        var buckets = new HashSet<Bucket>();
        for (var network = 0; network < 200_000; network++)
        {
            BitConverter.TryWriteBytes(bytes, network);
            buckets.UnionWith(limits.OfAddress(new IPAddress(bytes)));
        }

        Assert.InRange(buckets.Count, 10_000, 16_384);
    }

    private static async Task<string> StatusesAsync(LimitedDoor door, int times, string method, string path, string? shown = null)
    {
        var statuses = new List<int>();
        for (var i = 0; i < times; i++)
            statuses.Add((int)(await door.SendAsync(method, path, shown)).StatusCode);
        return string.Join(' ', statuses);
    }

    private static string Header(HttpResponseMessage answer, string name) => answer.Headers.GetValues(name).Single();
}
