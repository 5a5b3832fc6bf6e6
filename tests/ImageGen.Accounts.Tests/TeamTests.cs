namespace ImageGen.Accounts.Tests;

/// <summary>What becomes of a team.</summary>
public sealed class TeamTests
{
    [Fact]
    public async Task A_team_is_renamed_by_its_administrators()
    {
        await using var host = await AccountsHost.StartAsync();
        var ada = await host.FirstAdminAsync();
        var (bob, id) = await host.MemberAsync(ada, "bob@example.com");
        var team = await NewAsync(ada);
        Assert.Equal("team_not_found", await AccountsHost.ProblemAsync(404, await bob.SendAsync(HttpMethod.Patch, team, new { name = "Bob's" })));
        await AccountsHost.ExpectAsync(204, await ada.SendAsync(HttpMethod.Put, $"{team}/members/{id}", new { role = "member" }));
        await AccountsHost.ExpectAsync(403, await bob.SendAsync(HttpMethod.Patch, team, new { name = "Bob's" }));
        await AccountsHost.ExpectAsync(204, await ada.SendAsync(HttpMethod.Put, $"{team}/members/{id}", new { role = "admin" }));
        Assert.Equal("not_permitted", await AccountsHost.ProblemAsync(403, await bob.SendAsync(HttpMethod.Patch, team, new { name = "Bob's", limits = new { } })));
        Assert.Equal("name_invalid", await AccountsHost.ProblemAsync(422, await bob.SendAsync(HttpMethod.Patch, team, new { name = "  " })));
        var renamed = await AccountsHost.JsonAsync(200, await bob.SendAsync(HttpMethod.Patch, team, new { name = " Bob's " }));
        Assert.Equal("Bob's", renamed.GetProperty("name").GetString());
        Assert.Equal("Bob's", (await AccountsHost.JsonAsync(200, await ada.GetAsync(team))).GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_team_is_deleted_by_an_administrator_of_the_platform_once_nobody_is_in_it()
    {
        await using var host = await AccountsHost.StartAsync();
        var ada = await host.FirstAdminAsync();
        var (bob, id) = await host.MemberAsync(ada, "bob@example.com");
        var team = await NewAsync(ada);
        await AccountsHost.ExpectAsync(204, await ada.SendAsync(HttpMethod.Put, $"{team}/members/{id}", new { role = "admin" }));
        await AccountsHost.ExpectAsync(403, await bob.SendAsync(HttpMethod.Delete, team));
        Assert.Equal("team_has_members", await AccountsHost.ProblemAsync(409, await ada.SendAsync(HttpMethod.Delete, team)));
        await AccountsHost.ExpectAsync(204, await ada.SendAsync(HttpMethod.Delete, $"{team}/members/{id}"));
        await AccountsHost.ExpectAsync(204, await ada.SendAsync(HttpMethod.Delete, team));
        Assert.Equal("team_not_found", await AccountsHost.ProblemAsync(404, await ada.SendAsync(HttpMethod.Delete, team)));
        await AccountsHost.ExpectAsync(404, await ada.SendAsync(HttpMethod.Put, $"{team}/members/{id}", new { role = "member" }));
        Assert.NotEqual(team, await NewAsync(ada));
    }

    /// <summary>Else somebody would belong to a team that is not there, and see what it had.</summary>
    [Fact]
    public async Task Nobody_comes_into_a_team_while_it_is_deleted()
    {
        await using var host = await AccountsHost.StartAsync();
        var ada = await host.FirstAdminAsync();
        var (bob, id) = await host.MemberAsync(ada, "bob@example.com");
        for (var round = 0; round < 10; round++)
        {
            var team = await NewAsync(ada);
            var (join, delete) = (ada.SendAsync(HttpMethod.Put, $"{team}/members/{id}", new { role = "member" }), ada.SendAsync(HttpMethod.Delete, team));
            var (joined, deleted) = ((int)(await join).StatusCode, (int)(await delete).StatusCode);
            Assert.Contains((joined, deleted), ((int, int)[])[(204, 409), (404, 204), (204, 204)]);
            var teams = (await AccountsHost.JsonAsync(200, await bob.GetAsync("/api/v1/account"))).GetProperty("teams").EnumerateArray();
            Assert.Equal(deleted == 409, teams.Any(seen => team.EndsWith(seen.GetProperty("id").GetString()!, StringComparison.Ordinal)));
            Assert.Equal(deleted == 409 ? 1 : 0, (await host.Get<Teams.TeamStore>().OfTeamAsync(team[(team.LastIndexOf('/') + 1)..], default)).Count);
        }
    }

    private static async Task<string> NewAsync(Visitor admin) =>
        $"/api/v1/teams/{(await AccountsHost.JsonAsync(201, await admin.SendAsync(HttpMethod.Post, "/api/v1/teams", new { name = "Design" }))).GetProperty("id").GetString()}";
}
