using System.Text.Json;

namespace ImageGen.Accounts.Tests;

/// <summary>What other services are told of users who are not asking now.</summary>
public sealed class StandingTests
{
    [Fact]
    public async Task A_user_stands_for_what_is_theirs_and_for_teams_in_which_they_do_more_than_look_on()
    {
        await using var host = await AccountsHost.StartAsync();
        var ada = await host.FirstAdminAsync();
        var (_, bob) = await host.MemberAsync(ada, "bob@example.com");
        var team = (await AccountsHost.JsonAsync(201, await ada.SendAsync(HttpMethod.Post, "/api/v1/teams", new { name = "Design" }))).GetProperty("id").GetString()!;
        Assert.True(await StandsAsync(host, bob, bob));
        Assert.False(await StandsAsync(host, bob, team));
        Assert.False(await StandsAsync(host, bob, "local"));
        Assert.False(await StandsAsync(host, "usr_nobody", "usr_nobody"));

        foreach (var (role, stands) in new[] { ("viewer", false), ("member", true), ("admin", true) })
        {
            await AccountsHost.ExpectAsync(204, await ada.SendAsync(HttpMethod.Put, $"/api/v1/teams/{team}/members/{bob}", new { role }));
            Assert.Equal(stands, await StandsAsync(host, bob, team));
        }

        await AccountsHost.ExpectAsync(200, await ada.SendAsync(HttpMethod.Patch, $"/api/v1/users/{bob}", new { disabled = true }));
        Assert.False(await StandsAsync(host, bob, team));
        Assert.False(await StandsAsync(host, bob, bob));
    }

    private static async Task<bool> StandsAsync(AccountsHost host, string user, string space) =>
        (await AccountsHost.JsonAsync(200, await host.SendAsync(HttpMethod.Get, $"/internal/v1/standing?user={user}&space={space}"))) is { ValueKind: JsonValueKind.Object } answer
            && answer.GetProperty("may_write").GetBoolean();
}
