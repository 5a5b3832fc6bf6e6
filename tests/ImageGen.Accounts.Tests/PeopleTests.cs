namespace ImageGen.Accounts.Tests;

/// <summary>Users, teams and keys over the wire.</summary>
public sealed class PeopleTests
{
    [Fact]
    public async Task A_link_sets_a_password_once()
    {
        await using var host = await AccountsHost.StartAsync();
        var ada = await host.FirstAdminAsync();
        var added = await AccountsHost.JsonAsync(201, await ada.SendAsync(HttpMethod.Post, "/api/v1/users", new { email = "bob@example.com", name = "Bob" }));
        Assert.True(added.GetProperty("user").GetProperty("invited").GetBoolean());
        var token = added.GetProperty("link").GetProperty("token").GetString();
        Assert.EndsWith($"/account/password#{token}", added.GetProperty("link").GetProperty("url").GetString(), StringComparison.Ordinal);

        Assert.Equal("password_weak", await AccountsHost.ProblemAsync(422, await FollowAsync(host, token, "short")));
        var answers = await Task.WhenAll(FollowAsync(host, token, "the first password"), FollowAsync(host, token, "the second password"));

        Assert.Equal([204, 403], answers.Select(answer => (int)answer.StatusCode).Order());
        Assert.Equal("link_refused", await AccountsHost.ProblemAsync(403, await FollowAsync(host, token, "the third password")));
    }

    [Fact]
    public async Task A_later_link_takes_the_place_of_the_one_before_and_lasts_a_day()
    {
        await using var host = await AccountsHost.StartAsync();
        var ada = await host.FirstAdminAsync();
        var (bob, id) = await host.MemberAsync(ada, "bob@example.com");
        var first = await LinkAsync(ada, id);
        var second = await LinkAsync(ada, id);
        await AccountsHost.ExpectAsync(403, await FollowAsync(host, first, "another password"));
        // Until it is followed, everything is as it was.
        await AccountsHost.ExpectAsync(200, await bob.GetAsync("/probe/owner"));
        await AccountsHost.ExpectAsync(204, await FollowAsync(host, second, "another password"));
        host.Time.Advance(TimeSpan.FromSeconds(2));
        await AccountsHost.ExpectAsync(401, await bob.GetAsync("/probe/owner"));
        var third = await LinkAsync(ada, id);
        host.Time.Advance(TimeSpan.FromDays(1));
        await AccountsHost.ExpectAsync(403, await FollowAsync(host, third, "another password"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("local.")]
    [InlineData("local.x")]
    [InlineData("usr_nobody.x")]
    public async Task Another_token_sets_no_password(string token)
    {
        await using var host = await AccountsHost.StartAsync();
        await host.FirstAdminAsync();
        await AccountsHost.ExpectAsync(403, await FollowAsync(host, token, "another password"));
    }

    [Fact]
    public async Task Only_administrators_see_users()
    {
        await using var host = await AccountsHost.StartAsync();
        var ada = await host.FirstAdminAsync();
        var (bob, id) = await host.MemberAsync(ada, "bob@example.com");
        await AccountsHost.ExpectAsync(403, await bob.GetAsync("/api/v1/users"));
        await AccountsHost.ExpectAsync(403, await bob.SendAsync(HttpMethod.Patch, $"/api/v1/users/{id}", new { role = "admin" }));
        var users = await AccountsHost.JsonAsync(200, await ada.GetAsync("/api/v1/users"));
        Assert.Equal([AccountsHost.Email, "bob@example.com"], users.GetProperty("data").EnumerateArray().Select(user => user.GetProperty("email").GetString()));
    }

    [Fact]
    public async Task An_address_has_one_account()
    {
        await using var host = await AccountsHost.StartAsync();
        var ada = await host.FirstAdminAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ada.SendAsync(HttpMethod.Post, "/api/v1/users", new { email = "Bob@example.com", name = "Bob" })));
        Assert.Equal([201, 409, 409, 409], answers.Select(answer => (int)answer.StatusCode).Order());
        Assert.Equal("email_invalid", await AccountsHost.ProblemAsync(422, await ada.SendAsync(HttpMethod.Post, "/api/v1/users", new { email = "Bob <bob@x.com>", name = "Bob" })));
        Assert.Equal("name_invalid", await AccountsHost.ProblemAsync(422, await ada.SendAsync(HttpMethod.Post, "/api/v1/users", new { email = "b@x.com", name = " " })));
    }

    [Fact]
    public async Task Nobody_takes_away_their_own_role()
    {
        await using var host = await AccountsHost.StartAsync();
        var ada = await host.FirstAdminAsync();
        Assert.Equal("own_account", await AccountsHost.ProblemAsync(409, await ada.SendAsync(HttpMethod.Patch, "/api/v1/users/local", new { disabled = true })));
        Assert.Equal("own_account", await AccountsHost.ProblemAsync(409, await ada.SendAsync(HttpMethod.Patch, "/api/v1/users/local", new { role = "member" })));
        await AccountsHost.ExpectAsync(200, await ada.SendAsync(HttpMethod.Patch, "/api/v1/users/local", new { name = "Ada L." }));
    }

    [Fact]
    public async Task A_team_is_seen_by_its_members_and_run_by_its_administrators()
    {
        await using var host = await AccountsHost.StartAsync();
        var ada = await host.FirstAdminAsync();
        var (bob, bobId) = await host.MemberAsync(ada, "bob@example.com");
        var (eve, eveId) = await host.MemberAsync(ada, "eve@example.com");
        await AccountsHost.ExpectAsync(403, await bob.SendAsync(HttpMethod.Post, "/api/v1/teams", new { name = "Bob's" }));
        var team = $"/api/v1/teams/{(await AccountsHost.JsonAsync(201, await ada.SendAsync(HttpMethod.Post, "/api/v1/teams", new { name = "Design" }))).GetProperty("id").GetString()}";

        await AccountsHost.ExpectAsync(404, await bob.GetAsync(team));
        await AccountsHost.ExpectAsync(404, await bob.SendAsync(HttpMethod.Put, $"{team}/members/{bobId}", new { role = "admin" }));
        await AccountsHost.ExpectAsync(204, await ada.SendAsync(HttpMethod.Put, $"{team}/members/{bobId}", new { role = "viewer" }));
        await AccountsHost.ExpectAsync(200, await bob.GetAsync(team));
        await AccountsHost.ExpectAsync(403, await bob.SendAsync(HttpMethod.Put, $"{team}/members/{eveId}", new { role = "viewer" }));
        await AccountsHost.ExpectAsync(204, await ada.SendAsync(HttpMethod.Put, $"{team}/members/{bobId}", new { role = "admin" }));
        await AccountsHost.ExpectAsync(204, await bob.SendAsync(HttpMethod.Put, $"{team}/members/{eveId}", new { role = "member" }));

        var account = await AccountsHost.JsonAsync(200, await eve.GetAsync("/api/v1/account"));
        Assert.Equal("member", account.GetProperty("teams")[0].GetProperty("role").GetString());
        await AccountsHost.ExpectAsync(403, await eve.SendAsync(HttpMethod.Delete, $"{team}/members/{bobId}"));
        await AccountsHost.ExpectAsync(204, await eve.SendAsync(HttpMethod.Delete, $"{team}/members/{eveId}"));
        await AccountsHost.ExpectAsync(404, await eve.GetAsync(team));
        Assert.Empty((await AccountsHost.JsonAsync(200, await eve.GetAsync("/api/v1/teams"))).GetProperty("data").EnumerateArray());
    }

    [Fact]
    public async Task A_key_is_shown_once_and_only_its_owner_deletes_it()
    {
        await using var host = await AccountsHost.StartAsync();
        var ada = await host.FirstAdminAsync();
        var (bob, _) = await host.MemberAsync(ada, "bob@example.com");
        var (secret, id) = await bob.KeyAsync("jobs:read", "jobs:write");
        var list = await (await bob.GetAsync("/api/v1/keys")).Content.ReadAsStringAsync();
        Assert.Contains(secret[..11], list, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, list, StringComparison.Ordinal);
        Assert.Equal("key_not_found", await AccountsHost.ProblemAsync(404, await ada.SendAsync(HttpMethod.Delete, $"/api/v1/keys/{id}")));
        await AccountsHost.ExpectAsync(204, await bob.SendAsync(HttpMethod.Delete, $"/api/v1/keys/{id}"));
        await AccountsHost.ExpectAsync(404, await bob.SendAsync(HttpMethod.Delete, $"/api/v1/keys/{id}"));
    }

    [Fact]
    public async Task A_key_is_renamed_by_its_owner_and_stays_good()
    {
        await using var host = await AccountsHost.StartAsync();
        var ada = await host.FirstAdminAsync();
        var (bob, _) = await host.MemberAsync(ada, "bob@example.com");
        var (secret, id) = await bob.KeyAsync("jobs:read");
        Assert.Equal("key_not_found", await AccountsHost.ProblemAsync(404, await ada.SendAsync(HttpMethod.Patch, $"/api/v1/keys/{id}", new { name = "Ada's" })));
        Assert.Equal("name_invalid", await AccountsHost.ProblemAsync(422, await bob.SendAsync(HttpMethod.Patch, $"/api/v1/keys/{id}", new { name = "" })));
        var renamed = await AccountsHost.JsonAsync(200, await bob.SendAsync(HttpMethod.Patch, $"/api/v1/keys/{id}", new { name = " nightly " }));
        Assert.Equal("nightly", renamed.GetProperty("name").GetString());
        await AccountsHost.ExpectAsync(200, await host.SendAsync(HttpMethod.Get, "/probe/owner", null, ("Authorization", $"Bearer {secret}")));
    }

    [Fact]
    public async Task A_key_has_no_more_than_its_user()
    {
        await using var host = await AccountsHost.StartAsync();
        var (bob, _) = await host.MemberAsync(await host.FirstAdminAsync(), "bob@example.com");
        foreach (var scopes in (string[][])[["admin"], ["account"], ["jobs:read", "nonsense"], []])
            Assert.Equal("scope_unknown", await AccountsHost.ProblemAsync(422, await bob.SendAsync(HttpMethod.Post, "/api/v1/keys", new { name = "k", scopes })));
        var past = new { name = "k", scopes = new[] { "jobs:read" }, expires_at = host.Time.GetUtcNow() };
        Assert.Equal("expiry_invalid", await AccountsHost.ProblemAsync(422, await bob.SendAsync(HttpMethod.Post, "/api/v1/keys", past)));
    }

    [Fact]
    public async Task A_key_tells_when_it_was_last_used()
    {
        await using var host = await AccountsHost.StartAsync();
        var ada = await host.FirstAdminAsync();
        var (secret, _) = await ada.KeyAsync("jobs:read");
        Assert.Equal(System.Text.Json.JsonValueKind.Null, (await LastUseAsync(ada)).ValueKind);
        host.Time.Advance(TimeSpan.FromMinutes(10));
        await AccountsHost.ExpectAsync(200, await host.SendAsync(HttpMethod.Get, "/probe/owner", null, ("Authorization", $"Bearer {secret}")));
        Assert.Equal(host.Time.GetUtcNow().ToUnixTimeMilliseconds(), (await LastUseAsync(ada)).GetDateTimeOffset().ToUnixTimeMilliseconds());
    }

    private static async Task<System.Text.Json.JsonElement> LastUseAsync(Visitor visitor) =>
        (await AccountsHost.JsonAsync(200, await visitor.GetAsync("/api/v1/keys"))).GetProperty("data")[0].GetProperty("last_used_at");

    private static async Task<string?> LinkAsync(Visitor admin, string id) =>
        (await AccountsHost.JsonAsync(200, await admin.SendAsync(HttpMethod.Post, $"/api/v1/users/{id}/reset"))).GetProperty("token").GetString();

    private static Task<HttpResponseMessage> FollowAsync(AccountsHost host, string? token, string password) =>
        host.SendAsync(HttpMethod.Post, "/api/v1/account/reset", new { token, password });
}
