using System.Net.Http.Json;
using System.Text.Json;
using ImageGen.TestKit;

namespace ImageGen.Jobs.Tests.OpenApi;

/// <summary>Batches and templates of a team, of which Bob is a viewer first.</summary>
public sealed class TeamBatchesTests(TwoPeople people) : IClassFixture<TwoPeople>
{
    [Fact]
    public async Task Of_a_batch_everybody_sees_what_is_theirs_and_viewers_cancel_nothing()
    {
        var team = await TeamAsync();
        var batch = Id(await people.AsAsync(people.Ada, HttpMethod.Post, "/api/v1/jobs/batch", new { jobs = new object[] { new { prompt = "ours", team }, new { prompt = "Ada's" } } }));

        Assert.Equal(2, await CountAsync(people.Ada, batch));
        Assert.Equal(1, await CountAsync(people.Bob, batch));
        Assert.Equal(1, await LengthAsync(people.Bob, $"/api/v1/jobs?batch={batch}&team={team}"));
        Assert.Equal(0, await LengthAsync(people.Bob, $"/api/v1/jobs?batch={batch}"));
        Assert.Equal(403, await AskAsync(people.Bob, "POST", $"/api/v1/batches/{batch}/cancel"));
        Assert.Equal(403, await AskAsync(people.Bob, "POST", "/api/v1/jobs/batch", new { jobs = new[] { new { prompt = "mine", team } } }));

        await SetRoleAsync(team, "member");
        await Eventually.HoldsAsync("a member cancels", async () => await AskAsync(people.Bob, "POST", $"/api/v1/batches/{batch}/cancel") == 202);
        var seen = await people.AsAsync(people.Ada, HttpMethod.Get, $"/api/v1/batches/{batch}", null);
        Assert.Equal((1, 1), (seen.GetProperty("statuses").GetProperty("canceled").GetInt32(), seen.GetProperty("open").GetInt32()));
        await people.AsAsync(people.Ada, HttpMethod.Post, $"/api/v1/batches/{batch}/cancel", null);
    }

    [Fact]
    public async Task A_template_of_a_team_is_seen_by_all_and_changed_by_all_but_viewers()
    {
        var team = await TeamAsync();
        var template = new { name = "Ours", prompt = "a {animal}" };
        var id = Id(await people.AsAsync(people.Ada, HttpMethod.Post, "/api/v1/templates", new { template.name, template.prompt, team }));
        var path = $"/api/v1/templates/{id}";

        Assert.Equal(200, await AskAsync(people.Bob, "GET", path));
        Assert.Equal(1, await LengthAsync(people.Bob, $"/api/v1/templates?team={team}&q=animal"));
        Assert.Equal(0, await LengthAsync(people.Bob, "/api/v1/templates?q=animal"));
        Assert.Equal(403, await AskAsync(people.Bob, "PUT", path, template));
        Assert.Equal(403, await AskAsync(people.Bob, "DELETE", path));
        Assert.Equal(403, await AskAsync(people.Bob, "POST", "/api/v1/templates", new { name = "Mine", prompt = "b", team }));
        Assert.Equal(403, await AskAsync(people.Bob, "POST", $"/api/v1/templates/import?team={team}", new { templates = new[] { template } }));
        Assert.Equal(404, await AskAsync(people.Bob, "GET", "/api/v1/templates?team=tem_never"));
        var job = await people.AsAsync(people.Bob, HttpMethod.Post, "/api/v1/jobs", new { template_id = id, variables = new { animal = "fox" } });
        Assert.Equal("a fox", job.GetProperty("parameters").GetProperty("prompt").GetString());

        await SetRoleAsync(team, "member");
        await Eventually.HoldsAsync("a member changes it", async () => await AskAsync(people.Bob, "PUT", path, new { name = "Ours", prompt = "two {animal}s" }) == 200);
        Assert.Equal(204, await AskAsync(people.Bob, "DELETE", path));
    }

    [Fact]
    public async Task To_others_a_template_is_as_unknown_as_one_that_never_was()
    {
        var id = people.Ids["templates"];
        using var request = TwoPeople.Request(people.Bob, HttpMethod.Post, "/api/v1/jobs", JsonContent.Create(new { template_id = id, variables = new { animal = "fox" } }));
        using var answer = await people.Client.SendAsync(request);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((422, "/template_id"), ((int)answer.StatusCode, problem.GetProperty("errors")[0].GetProperty("pointer").GetString()));
        Assert.DoesNotContain(id, await (await people.KnockAsync(people.Bob, "GET", "/api/v1/templates/export")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static string Id(JsonElement thing) => thing.GetProperty("id").GetString()!;

    private async Task<string> TeamAsync()
    {
        var team = Id(await people.AsAsync(people.Ada, HttpMethod.Post, "/api/v1/teams", new { name = "Design" }));
        await people.AsAsync(people.Ada, HttpMethod.Put, $"/api/v1/teams/{team}/members/local", new { role = "admin" });
        await SetRoleAsync(team, "viewer");
        foreach (var one in new[] { people.Ada, people.Bob })
            await Eventually.HoldsAsync("both are in", async () => await AskAsync(one, "GET", $"/api/v1/jobs?team={team}") == 200);
        return team;
    }

    private async Task SetRoleAsync(string team, string role)
    {
        var bob = Id((await people.AsAsync(people.Bob, HttpMethod.Get, "/api/v1/account", null)).GetProperty("user"));
        await people.AsAsync(people.Ada, HttpMethod.Put, $"/api/v1/teams/{team}/members/{bob}", new { role });
    }

    private async Task<int> CountAsync(string credential, string batch) =>
        (await people.AsAsync(credential, HttpMethod.Get, $"/api/v1/batches/{batch}", null)).GetProperty("jobs").GetInt32();

    private async Task<int> LengthAsync(string credential, string path) =>
        (await people.AsAsync(credential, HttpMethod.Get, path, null)).GetProperty("data").GetArrayLength();

    private async Task<int> AskAsync(string credential, string method, string path, object? body = null)
    {
        using var request = TwoPeople.Request(credential, new HttpMethod(method), path, body is null ? null : JsonContent.Create(body));
        using var answer = await people.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return (int)answer.StatusCode;
    }
}
