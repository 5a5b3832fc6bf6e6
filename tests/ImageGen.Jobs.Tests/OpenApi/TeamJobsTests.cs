using System.Net.Http.Json;
using System.Text.Json;
using ImageGen.TestKit;

namespace ImageGen.Jobs.Tests.OpenApi;

/// <summary>Jobs that a team has. The token of a credential is asked for anew every two seconds, so what has changed is waited for.</summary>
public sealed class TeamJobsTests(TwoPeople people) : IClassFixture<TwoPeople>
{
    [Fact]
    public async Task Members_see_what_their_team_has_and_viewers_only_look_on()
    {
        var team = await TeamAsync("viewer");
        var job = await NewJobAsync(people.Ada, team);
        Assert.Equal("local", job.GetProperty("owner").GetProperty("user").GetString());
        Assert.Equal(team, job.GetProperty("owner").GetProperty("team").GetString());
        var path = $"/api/v1/jobs/{job.GetProperty("id").GetString()}";

        await SeesAsync(team);
        Assert.Equal([Id(job)], await IdsAsync(people.Bob, $"?team={team}"));
        Assert.Equal([Id(job)], await IdsAsync(people.Ada, $"?team={team}"));
        Assert.DoesNotContain(Id(job), await IdsAsync(people.Ada, ""));
        Assert.Equal(200, await AskAsync(people.Bob, "GET", path));
        Assert.Equal(403, await AskAsync(people.Bob, "POST", $"{path}/cancel"));
        Assert.Equal(403, await AskAsync(people.Bob, "PATCH", path, new { title = "mine" }));
        Assert.Equal(403, await AskAsync(people.Bob, "POST", "/api/v1/jobs", new { prompt = "a fox", team }));

        await SetRoleAsync(team, "member");
        await Eventually.HoldsAsync("a member changes it", async () => await AskAsync(people.Bob, "PATCH", path, new { title = "ours" }) == 200);
        Assert.Equal(202, await AskAsync(people.Bob, "POST", $"{path}/cancel"));
        var own = await NewJobAsync(people.Bob, team);
        Assert.NotEqual("local", own.GetProperty("owner").GetProperty("user").GetString());
        Assert.Equal([Id(own), Id(job)], await IdsAsync(people.Ada, $"?team={team}"));
    }

    [Fact]
    public async Task To_others_a_team_and_its_jobs_are_as_unknown_as_ones_that_never_were()
    {
        var team = await TeamAsync(role: null);
        var path = $"/api/v1/jobs/{Id(await NewJobAsync(people.Ada, team))}";
        foreach (var unknown in new[] { team, "tem_never", "local", "" })
        {
            Assert.Equal(404, await AskAsync(people.Bob, "GET", $"/api/v1/jobs?team={unknown}"));
            Assert.Equal(404, await AskAsync(people.Bob, "GET", $"/api/v1/events?team={unknown}"));
            Assert.Equal(404, await AskAsync(people.Bob, "POST", "/api/v1/jobs", new { prompt = "a fox", team = unknown }));
        }

        Assert.Equal(404, await AskAsync(people.Bob, "GET", path));
        Assert.Equal(404, await AskAsync(people.Bob, "POST", $"{path}/cancel"));
    }

    [Fact]
    public async Task Who_leaves_sees_nothing_any_more_and_the_stream_ends()
    {
        var team = await TeamAsync("member");
        await SeesAsync(team);
        using var stream = await people.KnockAsync(people.Bob, "GET", $"/api/v1/events?team={team}");
        using var reader = new StreamReader(await stream.Content.ReadAsStreamAsync());
        var job = await NewJobAsync(people.Ada, team);
        while (await reader.ReadLineAsync() is { } line && !line.Contains(Id(job), StringComparison.Ordinal))
        {
        }

        await people.AsAsync(people.Ada, HttpMethod.Delete, $"/api/v1/teams/{team}/members/{await BobAsync()}", null);

        await Record.ExceptionAsync(() => reader.ReadToEndAsync());
        Assert.Equal(404, await AskAsync(people.Bob, "GET", $"/api/v1/jobs/{Id(job)}"));
        Assert.Equal(404, await AskAsync(people.Bob, "GET", $"/api/v1/jobs?team={team}"));
    }

    private static string Id(JsonElement job) => job.GetProperty("id").GetString()!;

    /// <param name="role">Bob's; null where he is no member.</param>
    private async Task<string> TeamAsync(string? role)
    {
        var team = Id(await people.AsAsync(people.Ada, HttpMethod.Post, "/api/v1/teams", new { name = "Design" }));
        await people.AsAsync(people.Ada, HttpMethod.Put, $"/api/v1/teams/{team}/members/local", new { role = "admin" });
        if (role is not null)
            await SetRoleAsync(team, role);
        await Eventually.HoldsAsync("Ada is in", async () => await AskAsync(people.Ada, "GET", $"/api/v1/jobs?team={team}") == 200);
        return team;
    }

    private async Task SetRoleAsync(string team, string role) =>
        await people.AsAsync(people.Ada, HttpMethod.Put, $"/api/v1/teams/{team}/members/{await BobAsync()}", new { role });

    private async Task<string> BobAsync() => Id((await people.AsAsync(people.Bob, HttpMethod.Get, "/api/v1/account", null)).GetProperty("user"));

    private Task SeesAsync(string team) =>
        Eventually.HoldsAsync("Bob is in", async () => await AskAsync(people.Bob, "GET", $"/api/v1/jobs?team={team}") == 200);

    private Task<JsonElement> NewJobAsync(string credential, string team) =>
        people.AsAsync(credential, HttpMethod.Post, "/api/v1/jobs", new { prompt = "a fox of a team", team });

    private async Task<IEnumerable<string>> IdsAsync(string credential, string query) =>
        (await people.AsAsync(credential, HttpMethod.Get, $"/api/v1/jobs{query}", null)).GetProperty("data").EnumerateArray().Select(Id).ToList();

    private async Task<int> AskAsync(string credential, string method, string path, object? body = null)
    {
        using var request = TwoPeople.Request(credential, new HttpMethod(method), path, body is null ? null : JsonContent.Create(body));
        using var answer = await people.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return (int)answer.StatusCode;
    }
}
