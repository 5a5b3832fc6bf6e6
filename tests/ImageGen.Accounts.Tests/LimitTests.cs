using ImageGen.ServiceDefaults.Callers;
using Microsoft.IdentityModel.JsonWebTokens;

namespace ImageGen.Accounts.Tests;

/// <summary>Limits are set here, and travel in the token.</summary>
public sealed class LimitTests
{
    [Fact]
    public async Task What_was_set_for_user_team_and_key_is_in_the_token_and_nothing_else()
    {
        await using var host = await AccountsHost.StartAsync();
        var ada = await host.FirstAdminAsync();
        var (bob, id) = await host.MemberAsync(ada, "bob@example.com");
        Assert.Empty(await LimitsAsync(host, CredentialKind.Session, SecretOf(bob)));

        var changed = await AccountsHost.JsonAsync(200, await ada.SendAsync(HttpMethod.Patch, $"/api/v1/users/{id}", new { limits = new { pictures_per_day = 20, cost_per_month = 99.5 } }));
        Assert.Equal("""{"pictures_per_day":20,"cost_per_month":99.5}""", changed.GetProperty("limits").GetRawText());
        var (limited, other) = (await TeamAsync(ada, id), await TeamAsync(ada, id));
        await AccountsHost.ExpectAsync(200, await ada.SendAsync(HttpMethod.Patch, $"/api/v1/teams/{limited}", new { limits = new { cost_per_month = 1000 } }));
        var made = await AccountsHost.JsonAsync(201, await bob.SendAsync(
            HttpMethod.Post, "/api/v1/keys", new { name = "nightly", scopes = new[] { "jobs:write" }, limits = new { pictures_per_day = 0 } }));
        var key = made.GetProperty("key").GetProperty("id").GetString()!;

        Assert.Equal([$"{id} 20 99.5", $"{limited} - 1000"], await LimitsAsync(host, CredentialKind.Session, SecretOf(bob)));
        Assert.Equal([$"{id} 20 99.5", $"{limited} - 1000", $"{key} 0 -"], await LimitsAsync(host, CredentialKind.Key, made.GetProperty("secret").GetString()!));
        Assert.NotEqual(limited, other);

        await AccountsHost.ExpectAsync(200, await ada.SendAsync(HttpMethod.Patch, $"/api/v1/users/{id}", new { name = "Robert" }));
        Assert.Contains($"{id} 20 99.5", await LimitsAsync(host, CredentialKind.Session, SecretOf(bob)));
        await AccountsHost.ExpectAsync(200, await ada.SendAsync(HttpMethod.Patch, $"/api/v1/users/{id}", new { limits = new { } }));
        Assert.Equal([$"{limited} - 1000"], await LimitsAsync(host, CredentialKind.Session, SecretOf(bob)));
    }

    [Theory]
    [InlineData("-1", "null")]
    [InlineData("1000000001", "null")]
    [InlineData("null", "-0.01")]
    [InlineData("null", "0.00001")]
    [InlineData("null", "1000000001")]
    public async Task A_limit_that_can_not_be_one_is_422(string pictures, string cost)
    {
        await using var host = await AccountsHost.StartAsync();
        var ada = await host.FirstAdminAsync();
        var team = await TeamAsync(ada, "local");
        var limits = $$$"""{"limits": {"pictures_per_day": {{{pictures}}}, "cost_per_month": {{{cost}}}}}""";
        Assert.Equal("limit_invalid", await AccountsHost.ProblemAsync(422, await ada.SendAsync(HttpMethod.Patch, "/api/v1/users/local", limits)));
        Assert.Equal("limit_invalid", await AccountsHost.ProblemAsync(422, await ada.SendAsync(HttpMethod.Patch, $"/api/v1/teams/{team}", limits)));
        Assert.Equal("limit_invalid", await AccountsHost.ProblemAsync(422, await ada.SendAsync(
            HttpMethod.Post, "/api/v1/keys", $$"""{"name": "a", "scopes": ["jobs:read"], {{limits[1..]}}""")));
    }

    [Fact]
    public async Task Only_administrators_of_the_platform_set_limits_of_users_and_teams()
    {
        await using var host = await AccountsHost.StartAsync();
        var ada = await host.FirstAdminAsync();
        var (bob, id) = await host.MemberAsync(ada, "bob@example.com");
        var team = await TeamAsync(ada, id, "admin");
        await AccountsHost.ExpectAsync(403, await bob.SendAsync(HttpMethod.Patch, $"/api/v1/users/{id}", new { limits = new { } }));
        await AccountsHost.ExpectAsync(403, await bob.SendAsync(HttpMethod.Patch, $"/api/v1/teams/{team}", new { limits = new { } }));
        Assert.Equal("team_not_found", await AccountsHost.ProblemAsync(404, await ada.SendAsync(HttpMethod.Patch, "/api/v1/teams/tem_none", new { limits = new { } })));
    }

    private static async Task<string> TeamAsync(Visitor admin, string member, string role = "member")
    {
        var team = (await AccountsHost.JsonAsync(201, await admin.SendAsync(HttpMethod.Post, "/api/v1/teams", new { name = "Design" }))).GetProperty("id").GetString()!;
        await AccountsHost.ExpectAsync(204, await admin.SendAsync(HttpMethod.Put, $"/api/v1/teams/{team}/members/{member}", new { role }));
        return team;
    }

    private static string SecretOf(Visitor visitor) => visitor.Cookie[(visitor.Cookie.IndexOf('=', StringComparison.Ordinal) + 1)..];

    private static async Task<IReadOnlyList<string>> LimitsAsync(AccountsHost host, CredentialKind kind, string secret)
    {
        var token = await host.Get<ICredentialExchange>().ExchangeAsync(new Credential(kind, secret), CancellationToken.None);
        return [.. new JsonWebToken(token).Claims.Where(claim => claim.Type == "limits").Select(claim => claim.Value).OrderByDescending(text => text[0])];
    }
}
