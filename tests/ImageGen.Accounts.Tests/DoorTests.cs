using ImageGen.Accounts.Tokens;
using ImageGen.ServiceDefaults.Callers;

namespace ImageGen.Accounts.Tests;

/// <summary>What the door lets through, and what it makes of what callers say of themselves.</summary>
public sealed class DoorTests
{
    [Fact]
    public async Task Nobody_comes_in_without_a_credential()
    {
        await using var host = await AccountsHost.StartAsync();
        var answer = await host.SendAsync(HttpMethod.Get, "/probe/owner");
        Assert.Equal("not_signed_in", await AccountsHost.ProblemAsync(401, answer));
        await AccountsHost.ExpectAsync(200, await host.SendAsync(HttpMethod.Get, "/health/live"));
        await AccountsHost.ExpectAsync(404, await host.SendAsync(HttpMethod.Get, "/nowhere"));
    }

    [Fact]
    public async Task An_address_that_says_nothing_of_itself_is_for_administrators()
    {
        await using var host = await AccountsHost.StartAsync();
        var ada = await host.FirstAdminAsync();
        var (bob, _) = await host.MemberAsync(ada, "bob@example.com");
        await AccountsHost.ExpectAsync(401, await host.SendAsync(HttpMethod.Get, "/probe/says-nothing"));
        Assert.Equal("not_permitted", await AccountsHost.ProblemAsync(403, await bob.GetAsync("/probe/says-nothing")));
        await AccountsHost.ExpectAsync(200, await ada.GetAsync("/probe/says-nothing"));
    }

    [Fact]
    public async Task A_key_opens_what_its_scopes_say()
    {
        await using var host = await AccountsHost.StartAsync();
        var (bob, id) = await host.MemberAsync(await host.FirstAdminAsync(), "bob@example.com");
        var (secret, _) = await bob.KeyAsync("jobs:read");
        var read = await host.SendAsync(HttpMethod.Get, "/probe/owner", null, ("Authorization", $"Bearer {secret}"));
        Assert.Equal(id, await read.Content.ReadAsStringAsync());
        await AccountsHost.ExpectAsync(403, await host.SendAsync(HttpMethod.Post, "/probe/owner", null, ("Authorization", $"Bearer {secret}")));
        // It sees whose it is, and can not make others.
        await AccountsHost.ExpectAsync(200, await host.SendAsync(HttpMethod.Get, "/api/v1/account", null, ("Authorization", $"Bearer {secret}")));
        await AccountsHost.ExpectAsync(403, await host.SendAsync(HttpMethod.Post, "/api/v1/keys", new { name = "more", scopes = new[] { "jobs:write" } }, ("Authorization", $"Bearer {secret}")));
    }

    [Theory]
    [InlineData("Bearer ig_wrong")]
    [InlineData("Bearer something else")]
    public async Task A_wrong_key_is_told_so_even_where_everybody_may_come_in(string header)
    {
        await using var host = await AccountsHost.StartAsync();
        Assert.Equal("key_refused", await AccountsHost.ProblemAsync(401, await host.SendAsync(HttpMethod.Get, "/probe/headers", null, ("Authorization", header))));
    }

    [Fact]
    public async Task A_cookie_that_was_tampered_with_is_none()
    {
        await using var host = await AccountsHost.StartAsync();
        var ada = await host.FirstAdminAsync();
        var tampered = ada with { Cookie = ada.Cookie[..^1] + (ada.Cookie[^1] == 'A' ? 'B' : 'A') };
        await AccountsHost.ExpectAsync(401, await tampered.GetAsync("/probe/owner"));
        // Whose session is over can sign in again.
        await AccountsHost.ExpectAsync(200, await tampered.SendAsync(HttpMethod.Post, "/api/v1/session", new { email = AccountsHost.Email, password = AccountsHost.Password }));
    }

    [Fact]
    public async Task A_write_with_the_cookie_says_from_which_page_it_comes()
    {
        await using var host = await AccountsHost.StartAsync();
        var ada = await host.FirstAdminAsync();
        var origin = host.Client.BaseAddress!.GetLeftPart(UriPartial.Authority);
        Assert.Equal("no_origin", await AccountsHost.ProblemAsync(403, await host.SendAsync(HttpMethod.Post, "/probe/owner", null, ("Cookie", ada.Cookie))));
        Assert.Equal("foreign_origin", await AccountsHost.ProblemAsync(403, await host.SendAsync(HttpMethod.Post, "/probe/owner", null, ("Cookie", ada.Cookie), ("Origin", "https://evil.example"))));
        Assert.Equal("foreign_origin", await AccountsHost.ProblemAsync(403, await host.SendAsync(HttpMethod.Post, "/probe/owner", null, ("Cookie", ada.Cookie), ("Sec-Fetch-Site", "cross-site"))));
        await AccountsHost.ExpectAsync(200, await host.SendAsync(HttpMethod.Post, "/probe/owner", null, ("Cookie", ada.Cookie), ("Origin", origin)));
        await AccountsHost.ExpectAsync(200, await host.SendAsync(HttpMethod.Get, "/probe/owner", null, ("Cookie", ada.Cookie)));
    }

    [Fact]
    public async Task What_callers_say_of_themselves_goes_no_further()
    {
        await using var host = await AccountsHost.StartAsync();
        var ada = await host.FirstAdminAsync();
        var seen = await (await ada.GetAsync("/probe/headers")).Content.ReadAsStringAsync();
        Assert.DoesNotContain("Cookie", seen, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Authorization: Bearer eyJ", seen, StringComparison.Ordinal);
        var basic = await (await host.SendAsync(HttpMethod.Get, "/probe/headers", null, ("Authorization", "Basic YTpi"))).Content.ReadAsStringAsync();
        Assert.DoesNotContain("Authorization", basic, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_token_of_ours_is_no_credential_outside()
    {
        await using var host = await AccountsHost.StartAsync();
        var token = await host.Get<TokenIssuer>().IssueAsync(Caller.Local, default);
        Assert.Equal("key_refused", await AccountsHost.ProblemAsync(401, await host.SendAsync(HttpMethod.Get, "/probe/owner", null, ("Authorization", $"Bearer {token}"))));
    }

    [Fact]
    public async Task A_key_that_was_deleted_is_refused_within_five_seconds()
    {
        await using var host = await AccountsHost.StartAsync();
        var ada = await host.FirstAdminAsync();
        var (secret, id) = await ada.KeyAsync("jobs:read");
        await AccountsHost.ExpectAsync(200, await host.SendAsync(HttpMethod.Get, "/probe/owner", null, ("Authorization", $"Bearer {secret}")));

        await AccountsHost.ExpectAsync(204, await ada.SendAsync(HttpMethod.Delete, $"/api/v1/keys/{id}"));

        host.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("key_refused", await AccountsHost.ProblemAsync(401, await host.SendAsync(HttpMethod.Get, "/probe/owner", null, ("Authorization", $"Bearer {secret}"))));
    }

    [Fact]
    public async Task A_key_ends_when_it_expires()
    {
        await using var host = await AccountsHost.StartAsync();
        var ada = await host.FirstAdminAsync();
        var made = await AccountsHost.JsonAsync(201, await ada.SendAsync(
            HttpMethod.Post, "/api/v1/keys", new { name = "short", scopes = new[] { "jobs:read" }, expires_at = host.Time.GetUtcNow().AddHours(1) }));
        var secret = made.GetProperty("secret").GetString();
        await AccountsHost.ExpectAsync(200, await host.SendAsync(HttpMethod.Get, "/probe/owner", null, ("Authorization", $"Bearer {secret}")));
        host.Time.Advance(TimeSpan.FromHours(1));
        await AccountsHost.ExpectAsync(401, await host.SendAsync(HttpMethod.Get, "/probe/owner", null, ("Authorization", $"Bearer {secret}")));
    }

    [Fact]
    public async Task Whoever_is_switched_off_is_out_with_sessions_keys_and_open_streams()
    {
        await using var host = await AccountsHost.StartAsync();
        var ada = await host.FirstAdminAsync();
        var (bob, id) = await host.MemberAsync(ada, "bob@example.com");
        var (secret, _) = await bob.KeyAsync("jobs:read");
        using var stream = await bob.GetAsync("/probe/stream");
        using var reader = new StreamReader(await stream.Content.ReadAsStreamAsync());
        Assert.Equal("open", await reader.ReadLineAsync());

        await AccountsHost.ExpectAsync(200, await ada.SendAsync(HttpMethod.Patch, $"/api/v1/users/{id}", new { disabled = true }));
        var end = reader.ReadLineAsync();
        await TestKit.Eventually.HoldsAsync("the stream ends", () =>
        {
            host.Time.Advance(TimeSpan.FromSeconds(1));
            return Task.FromResult(end.IsCompleted);
        });

        await AccountsHost.ExpectAsync(401, await bob.GetAsync("/probe/owner"));
        await AccountsHost.ExpectAsync(401, await host.SendAsync(HttpMethod.Get, "/probe/owner", null, ("Authorization", $"Bearer {secret}")));
        await AccountsHost.ExpectAsync(401, await host.SendAsync(HttpMethod.Post, "/api/v1/session", new { email = "bob@example.com", password = AccountsHost.Password }));
        await AccountsHost.ExpectAsync(200, await ada.GetAsync("/probe/owner"));
    }

    [Fact]
    public async Task A_key_loses_what_its_user_loses()
    {
        await using var host = await AccountsHost.StartAsync();
        var ada = await host.FirstAdminAsync();
        var (bob, id) = await host.MemberAsync(ada, "bob@example.com", role: "admin");
        var (secret, _) = await bob.KeyAsync("admin", "jobs:read");
        await AccountsHost.ExpectAsync(200, await host.SendAsync(HttpMethod.Get, "/api/v1/users", null, ("Authorization", $"Bearer {secret}")));
        await AccountsHost.ExpectAsync(200, await ada.SendAsync(HttpMethod.Patch, $"/api/v1/users/{id}", new { role = "member" }));
        host.Time.Advance(TimeSpan.FromSeconds(2));
        await AccountsHost.ExpectAsync(403, await host.SendAsync(HttpMethod.Get, "/api/v1/users", null, ("Authorization", $"Bearer {secret}")));
        await AccountsHost.ExpectAsync(200, await host.SendAsync(HttpMethod.Get, "/probe/owner", null, ("Authorization", $"Bearer {secret}")));
    }
}
