using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ImageGen.Jobs.Tests.Support;
using ImageGen.ServiceDefaults;
using ImageGen.ServiceDefaults.Callers;
using ImageGen.TestKit;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;

namespace ImageGen.Jobs.Tests.OpenApi;

/// <summary>Every address of <see cref="SecurityTable"/>, and whatever somebody may show at the door that is not good, or not good for it.</summary>
public sealed class SecurityTests(TwoPeople people) : IClassFixture<TwoPeople>
{
    private const string Internal = "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJsb2NhbCJ9.c2lnbmF0dXJl";

    [Fact]
    public void Every_address_is_in_the_table_and_nothing_else() =>
        Assert.Equal(SecurityTable.Scopes.Keys.Order(StringComparer.Ordinal), people.Addresses().Select(Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_address_asks_what_the_table_says() => Assert.Equal(
        SecurityTable.Scopes.Select(entry => $"{entry.Key}: {entry.Value}").Order(StringComparer.Ordinal),
        Endpoints().Select(endpoint => $"{endpoint.Name}: {AskedBy(endpoint.Endpoint)}").Order(StringComparer.Ordinal));

    [Fact]
    public async Task The_description_says_what_the_table_says()
    {
        var paths = (await people.ReadAsync("/openapi/v1.json")).GetProperty("paths");
        foreach (var path in paths.EnumerateObject())
        {
            foreach (var operation in path.Value.EnumerateObject())
            {
                var address = $"{operation.Name.ToUpperInvariant()} {path.Name}";
                Assert.Equal(SecurityTable.Scopes.GetValueOrDefault(address), DescribedBy(operation.Value));
            }
        }
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("an expired key")]
    [InlineData("a key that was deleted")]
    [InlineData("a mistyped key")]
    [InlineData("a cookie with another letter in it")]
    [InlineData("a session that was signed out")]
    [InlineData("a token of the inside")]
    public async Task Who_shows_this_gets_nothing_that_is_not_open(string shown)
    {
        var credential = await CredentialAsync(shown);
        foreach (var address in people.Addresses().Where(address => SecurityTable.Scopes[Name(address)] != SecurityTable.Open))
        {
            using var answer = await people.KnockAsync(credential, address.Method, address.Path);
            Assert.True((int)answer.StatusCode == 401, $"{Name(address)}: {(int)answer.StatusCode}");
        }
    }

    [Fact]
    public async Task A_key_with_every_scope_but_the_one_that_is_asked_for_is_not_enough()
    {
        var keys = new Dictionary<string, string>();
        foreach (var scope in Scopes.All)
            keys[scope] = await KeyAsync(people.Ada, [.. Scopes.OfKeys.Except([scope])]);
        foreach (var address in people.Addresses().Where(address => Scopes.All.Contains(SecurityTable.Scopes[Name(address)])))
        {
            using var answer = await people.KnockAsync(keys[SecurityTable.Scopes[Name(address)]], address.Method, address.Path);
            Assert.True((int)answer.StatusCode == 403, $"{Name(address)}: {(int)answer.StatusCode}");
        }
    }

    [Theory]
    [InlineData(null, "no_origin")]
    [InlineData("https://evil.example", "foreign_origin")]
    [InlineData("null", "foreign_origin")]
    public async Task No_page_but_ours_writes_with_the_cookie(string? origin, string code)
    {
        foreach (var address in people.Addresses().Where(IsWrite))
        {
            using var request = new HttpRequestMessage(new HttpMethod(address.Method), address.Path) { Content = JsonContent.Create(new { }) };
            request.Headers.Add("Cookie", people.Ada);
            if (origin is not null)
                request.Headers.Add("Origin", origin);
            using var answer = await people.Client.SendAsync(request);
            Assert.Equal($"{Name(address)}: {code}", $"{Name(address)}: {(await JobsHost.ProblemAsync(answer, 403)).GetProperty("code").GetString()}");
        }
    }

    [Fact]
    public async Task Every_write_takes_so_many_bytes_and_no_more()
    {
        foreach (var (name, endpoint) in Endpoints().Where(endpoint => IsWrite(endpoint.Name.Split(' ')[0])))
        {
            var limit = endpoint.Metadata.GetMetadata<IRequestSizeLimitMetadata>()?.MaxRequestBodySize ?? BodyLimits.Default;
            Assert.Equal($"{name}: {LimitOf(name)}", $"{name}: {limit}");
            if (endpoint.Metadata.GetMetadata<IAcceptsMetadata>() is not { } accepts || !accepts.ContentTypes.Contains("application/json"))
                continue;
            var address = people.Addresses().Single(address => Name(address) == name);
            using var request = new HttpRequestMessage(new HttpMethod(address.Method), address.Path);
            request.Content = new StringContent($$"""{"a": "{{new string('x', (int)limit)}}"}""", Encoding.UTF8, "application/json");
            request.Headers.Add("Cookie", people.Ada);
            request.Headers.Add("Sec-Fetch-Site", "same-origin");
            using var answer = await people.Client.SendAsync(request);
            Assert.Equal($"{name}: body_too_large", $"{name}: {(await JobsHost.ProblemAsync(answer, 413)).GetProperty("code").GetString()}");
        }
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_told_so_whoever_sends_it_and_the_connection_goes_on()
    {
        var key = await KeyAsync(people.Ada, ["jobs:read"]);
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, MaxConnectionsPerServer = 1 }) { BaseAddress = people.Client.BaseAddress };
        for (var i = 0; i < 5; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/keys") { Content = new StringContent($$"""{"name": "{{new string('x', 20_000)}}"}""", Encoding.UTF8, "application/json") };
            request.Headers.Add("Authorization", $"Bearer {key}");
            using var answer = await client.SendAsync(request);
            await JobsHost.ProblemAsync(answer, 413);
            using var next = await client.PostAsJsonAsync("/api/v1/client-errors", new { message = "none" });
            Assert.Equal(204, (int)next.StatusCode);
        }
    }

    [Fact]
    public async Task A_key_for_some_models_makes_no_pictures_of_others()
    {
        var key = (await people.AsAsync(people.Bob, HttpMethod.Post, "/api/v1/keys", new { name = "some", scopes = new[] { "jobs:write" }, models = new[] { "general-3.0" } }))
            .GetProperty("secret").GetString()!;
        await people.AsAsync(key, HttpMethod.Post, "/api/v1/jobs", new { prompt = "a fox", model = "general-3.0" });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/jobs") { Content = JsonContent.Create(new { prompt = "a fox", model = "jimeng-t2i-4.0" }) };
        request.Headers.Add("Authorization", $"Bearer {key}");
        using var refused = await people.Client.SendAsync(request);
        var problem = await JobsHost.ProblemAsync(refused, 403);
        Assert.Equal("model_not_allowed", problem.GetProperty("code").GetString());
        Assert.Equal("/model", problem.GetProperty("errors")[0].GetProperty("pointer").GetString());

        var other = (await people.AsAsync(people.Bob, HttpMethod.Post, "/api/v1/jobs", new { prompt = "a fox", model = "jimeng-t2i-4.0" })).GetProperty("id").GetString()!;
        await people.AsAsync(people.Bob, HttpMethod.Post, $"/api/v1/jobs/{other}/cancel", null);
        using var retried = await people.KnockAsync(key, "POST", $"/api/v1/jobs/{other}/retry");
        Assert.Equal("model_not_allowed", (await JobsHost.ProblemAsync(retried, 403)).GetProperty("code").GetString());
    }

    private async Task<string> CredentialAsync(string shown) => shown switch
    {
        "nothing" => "",
        "an expired key" => await RefusedAsync(await KeyAsync(people.Ada, Scopes.OfKeys, TimeProvider.System.GetUtcNow().AddMilliseconds(800))),
        "a key that was deleted" => await DeletedKeyAsync(),
        "a mistyped key" => await KeyAsync(people.Ada, Scopes.OfKeys) is var key ? key[..^1] + (key[^1] == 'x' ? 'y' : 'x') : "",
        "a cookie with another letter in it" => people.Ada[..^1] + (people.Ada[^1] == 'x' ? 'y' : 'x'),
        "a session that was signed out" => await SignedOutAsync(),
        _ => Internal,
    };

    private async Task<string> DeletedKeyAsync()
    {
        var made = await people.AsAsync(people.Ada, HttpMethod.Post, "/api/v1/keys", new { name = "gone", scopes = Scopes.OfKeys });
        var secret = made.GetProperty("secret").GetString()!;
        await people.AsAsync(secret, HttpMethod.Get, "/api/v1/account", null);
        await people.AsAsync(people.Ada, HttpMethod.Delete, $"/api/v1/keys/{made.GetProperty("key").GetProperty("id").GetString()}", null);
        return await RefusedAsync(secret);
    }

    private async Task<string> SignedOutAsync()
    {
        var cookie = await people.SignInAsync("bob@example.com");
        await people.AsAsync(cookie, HttpMethod.Get, "/api/v1/account", null);
        await people.AsAsync(cookie, HttpMethod.Delete, "/api/v1/session", null);
        return await RefusedAsync(cookie);
    }

    /// <summary>The door may hold it for good for two seconds more.</summary>
    private async Task<string> RefusedAsync(string credential)
    {
        await Eventually.HoldsAsync("it is refused", async () =>
        {
            using var answer = await people.KnockAsync(credential, "GET", "/api/v1/account");
            return (int)answer.StatusCode == 401;
        });
        return credential;
    }

    private async Task<string> KeyAsync(string cookie, IReadOnlyList<string> scopes, DateTimeOffset? expiresAt = null) =>
        (await people.AsAsync(cookie, HttpMethod.Post, "/api/v1/keys", new { name = "a program", scopes, expires_at = expiresAt })).GetProperty("secret").GetString()!;

    private IEnumerable<(string Name, RouteEndpoint Endpoint)> Endpoints() =>
        from endpoint in people.Service<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        select ($"{method} /{endpoint.RoutePattern.RawText!.Trim('/')}", endpoint);

    private static string AskedBy(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null
        ? SecurityTable.Open
        : endpoint.Metadata.OfType<RequiredScope>().LastOrDefault() is { } required ? required.Scope ?? SecurityTable.Known : Scopes.Admin;

    private static string DescribedBy(JsonElement operation)
    {
        if (!operation.TryGetProperty("security", out var security))
            return SecurityTable.Open;
        var key = security.EnumerateArray().Where(way => way.TryGetProperty("key", out _)).Select(way => way.GetProperty("key")).ToList();
        return key is not [var scopes] ? Scopes.Account : scopes.GetArrayLength() == 0 ? SecurityTable.Known : scopes[0].GetString()!;
    }

    private static int LimitOf(string name) => name.Split(' ')[1].Split('/')[3] switch
    {
        "labels" => 32 << 20,
        "uploads" when name.StartsWith("POST", StringComparison.Ordinal) => 32 << 20,
        "jobs" or "templates" when name.EndsWith("/batch", StringComparison.Ordinal) || name.EndsWith("/import", StringComparison.Ordinal) => 4 << 20,
        "session" or "sessions" or "setup" or "account" or "keys" or "users" or "teams" or "client-errors" => 16 << 10,
        _ => 1 << 20,
    };

    private static string Name((string Method, string Route, string Path) address) => $"{address.Method} {address.Route}";

    private static bool IsWrite((string Method, string Route, string Path) address) => IsWrite(address.Method);

    private static bool IsWrite(string method) => method is not ("GET" or "HEAD");
}
