using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ImageGen.Edge;
using ImageGen.ServiceDefaults;
using ImageGen.ServiceDefaults.Callers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace ImageGen.Gateway.Tests;

/// <summary>The gateway where there are accounts, which are a service that knows one key and one session.</summary>
public sealed class CallerTests : IAsyncLifetime
{
    private const string Key = "ig_key";
    private const string Session = "session";

    private readonly HttpClient client = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(60) };
    private readonly FakeTimeProvider time = new(TimeProvider.System.GetUtcNow());
    private readonly StubService jobs = new("jobs");
    private WebApplication accounts = null!;
    private WebApplication gateway = null!;
    private int asked;
    private volatile bool isOff;
    private volatile string tokenOfKey = "token-of-key";

    public async ValueTask InitializeAsync()
    {
        await jobs.StartAsync();
        accounts = await StartAccountsAsync();
        var builder = Builder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Gateway:Jobs"] = jobs.Address, ["ImageGen:AccountsUrl"] = accounts.Urls.First() });
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.AddServiceDefaults();
        builder.AddGateway();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        gateway = builder.Build();
        gateway.UseServiceDefaults();
        gateway.UseFrontDoor();
        gateway.MapGateway();
        await gateway.StartAsync();
        client.BaseAddress = new Uri(gateway.Urls.First());
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await jobs.DisposeAsync();
        await gateway.DisposeAsync();
        await accounts.DisposeAsync();
    }

    [Fact]
    public async Task A_service_sees_the_token_and_not_what_it_was_given_for()
    {
        await SendAsync(HttpMethod.Get, "/api/v1/jobs", ("Authorization", $"Bearer {Key}"), ("Cookie", "other=1"));
        Assert.Equal("Bearer token-of-key", jobs.Seen.Authorization);
        Assert.DoesNotContain("Cookie", jobs.Seen.Keys);
        await SendAsync(HttpMethod.Get, "/api/v1/jobs", ("Cookie", $"{SessionCookie.Name}={Session}"));
        Assert.Equal("Bearer token-of-session", jobs.Seen.Authorization);
        Assert.DoesNotContain("Cookie", jobs.Seen.Keys);
    }

    [Theory]
    [InlineData("Authorization", "Basic YTpi")]
    [InlineData("Cookie", "imagegen_session=another")]
    public async Task Whoever_shows_nothing_good_is_nobody_to_the_services(string header, string value)
    {
        await SendAsync(HttpMethod.Get, "/api/v1/jobs", (header, value));
        Assert.DoesNotContain("Authorization", jobs.Seen.Keys);
        Assert.DoesNotContain("Cookie", jobs.Seen.Keys);
    }

    /// <summary>Whoever comes back from a provider shows by them to have set out in this browser.</summary>
    [Theory]
    [InlineData(OidcCallback.Path, "imagegen_oidc_state.a=N; imagegen_oidc_nonce.b=N")]
    [InlineData("/api/v1/session/oidc", "")]
    [InlineData("/api/v1/sessions/ses_1", "")]
    public async Task Cookies_of_a_sign_in_reach_the_accounts_where_it_ends_and_nowhere_else(string path, string seen)
    {
        var answer = await SendAsync(
            HttpMethod.Get, path, ("Cookie", $"other=1; imagegen_oidc_state.a=N; {SessionCookie.Name}={Session};imagegen_oidc_nonce.b=N"), ("Sec-Fetch-Site", "cross-site"));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal($"/?seen={Uri.EscapeDataString(seen)}", answer.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("Bearer ig_other")]
    [InlineData("Bearer eyJhbGciOiJFUzI1NiJ9.e30.x")]
    public async Task A_wrong_key_does_not_reach_the_services(string header)
    {
        var answer = await SendAsync(HttpMethod.Get, "/api/v1/jobs", ("Authorization", header));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("key_refused", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
        Assert.Empty(jobs.Seen);
    }

    [Fact]
    public async Task Many_requests_ask_the_accounts_once_and_again_after_two_seconds()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => SendAsync(HttpMethod.Get, "/api/v1/jobs", ("Authorization", $"Bearer {Key}"))));
        Assert.InRange(asked, 1, 3);
        var before = asked;
        await SendAsync(HttpMethod.Get, "/api/v1/jobs", ("Authorization", $"Bearer {Key}"));
        Assert.Equal(before, asked);

        isOff = true;
        time.Advance(CachedFor);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(HttpMethod.Get, "/api/v1/jobs", ("Authorization", $"Bearer {Key}"))).StatusCode);
    }

    [Fact]
    public async Task The_stream_of_whoever_was_switched_off_ends()
    {
        using var response = await SendAsync(HttpMethod.Get, "/api/v1/events", ("Authorization", $"Bearer {Key}"));
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        Assert.Equal("retry: 1000", await reader.ReadLineAsync());

        isOff = true;
        var end = Record.ExceptionAsync(() => reader.ReadToEndAsync());
        await TestKit.Eventually.HoldsAsync("the stream ends", () =>
        {
            time.Advance(TimeSpan.FromSeconds(1));
            return Task.FromResult(end.IsCompleted);
        });
    }

    [Fact]
    public async Task A_stream_ends_when_its_reader_has_left_a_team_and_no_sooner()
    {
        tokenOfKey = TokenWith("""{"sub":"usr_bob","teams":["tem_design Member"],"iat":1}""");
        using var response = await SendAsync(HttpMethod.Get, "/api/v1/events", ("Authorization", $"Bearer {Key}"));
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        Assert.Equal("retry: 1000", await reader.ReadLineAsync());
        var end = Record.ExceptionAsync(() => reader.ReadToEndAsync());

        tokenOfKey = TokenWith("""{"sub":"usr_bob","teams":["tem_design Member"],"iat":2}""");
        var before = asked;
        await TestKit.Eventually.HoldsAsync("it was asked again", () => AdvancedAsync(() => asked > before + 1));
        Assert.False(end.IsCompleted);

        tokenOfKey = TokenWith("""{"sub":"usr_bob","teams":[],"iat":3}""");
        await TestKit.Eventually.HoldsAsync("the stream ends", () => AdvancedAsync(() => end.IsCompleted));

        Task<bool> AdvancedAsync(Func<bool> holds)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            return Task.FromResult(holds());
        }

        static string TokenWith(string claims) => $"e30.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}.x";
    }

    [Fact]
    public async Task Accounts_that_are_away_end_no_stream_and_let_nobody_in()
    {
        using var response = await SendAsync(HttpMethod.Get, "/api/v1/events", ("Authorization", $"Bearer {Key}"));
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        Assert.Equal("retry: 1000", await reader.ReadLineAsync());
        await accounts.StopAsync();
        time.Advance(CachedFor);

        var answer = await SendAsync(HttpMethod.Get, "/api/v1/jobs", ("Authorization", $"Bearer {Key}"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("accounts_unavailable", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
        Assert.Equal(2, answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds);
        jobs.Finish.TrySetResult();
        // It ended as the service ended it: nothing was cut.
        await reader.ReadToEndAsync();
    }

    [Theory]
    [InlineData(ExchangeCall.Path)]
    [InlineData(CallerTokens.DiscoveryPath)]
    [InlineData("/internal/v1/keys")]
    public async Task What_accounts_answers_inside_is_not_there_outside(string path) =>
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(HttpMethod.Get, path)).StatusCode);

    private static TimeSpan CachedFor => TimeSpan.FromSeconds(2);

    private static WebApplicationBuilder Builder()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        return builder;
    }

    private async Task<WebApplication> StartAccountsAsync()
    {
        var builder = Builder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapPost(ExchangeCall.Path, (JsonElement credential) =>
        {
            Interlocked.Increment(ref asked);
            return new
            {
                token = (isOff, credential.GetProperty("kind").GetString(), credential.GetProperty("secret").GetString()) switch
                {
                    (false, "key", Key) => tokenOfKey,
                    (false, "session", Session) => "token-of-session",
                    _ => null,
                },
            };
        });
        app.MapGet("/api/{**path}", (HttpRequest request) => Results.Redirect($"/?seen={Uri.EscapeDataString(request.Headers.Cookie.ToString())}"));
        await app.StartAsync();
        return app;
    }

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }
}
