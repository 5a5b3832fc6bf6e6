using System.Net.Http.Json;
using System.Text.Json;
using ImageGen.TestKit;

namespace ImageGen.Jobs.Tests.OpenApi;

/// <summary>Limits from where an administrator sets them to where they hold. A token is asked for anew every two seconds, so what was set is waited for.</summary>
public sealed class LimitsOfPeopleTests(TwoPeople people) : IClassFixture<TwoPeople>
{
    [Fact]
    public async Task Limits_of_user_team_and_key_hold_beside_each_other_and_each_is_told_by_its_name()
    {
        var bob = await BobAsync();
        var team = Text(await people.AsAsync(people.Ada, HttpMethod.Post, "/api/v1/teams", new { name = "Design" }), "id");
        await people.AsAsync(people.Ada, HttpMethod.Put, $"/api/v1/teams/{team}/members/{bob}", new { role = "member" });
        await people.AsAsync(people.Ada, HttpMethod.Patch, $"/api/v1/teams/{team}", new { limits = new { pictures_per_day = 3 } });
        await people.AsAsync(people.Ada, HttpMethod.Patch, $"/api/v1/users/{bob}", new { limits = new { pictures_per_day = 4 } });
        var made = await people.AsAsync(people.Bob, HttpMethod.Post, "/api/v1/keys", new { name = "small", scopes = new[] { "jobs:write", "jobs:read" }, limits = new { pictures_per_day = 1 } });
        var (key, keyId) = (Text(made, "secret"), Text(made, "key", "id"));
        await Eventually.HoldsAsync("the session knows its limits", async () => (await UsageAsync(people.Bob, "")).GetProperty("limits").GetArrayLength() == 2);

        await ExpectAsync(202, key, team, 1);
        Assert.Equal(("key", keyId, 1, 1), Limit(await ExpectAsync(429, key, team, 1)));
        await ExpectAsync(202, people.Bob, team, 2);
        Assert.Equal(("team", team, 3, 3), Limit(await ExpectAsync(429, people.Bob, team, 1)));
        await ExpectAsync(202, people.Bob, null, 1);
        Assert.Equal(("user", bob, 4, 4), Limit(await ExpectAsync(429, people.Bob, null, 1)));

        Assert.Equal([$"{keyId} 1"], await ReservedAsync(people.Bob, "?group_by=key", "key"));
        Assert.Equal([$"{team} 3"], await ReservedAsync(people.Bob, "?group_by=team", "team"));
        Assert.Equal([$"{bob} 4"], await ReservedAsync(people.Bob, "?group_by=user", "user"));
        Assert.Equal([$"{bob} 3"], await ReservedAsync(people.Ada, $"?team={team}&group_by=user", "user"));
        Assert.Contains($"{bob} 4", await ReservedAsync(people.Ada, "?all=true&group_by=user", "user"));
        // A team that somebody is not in, and what is everybody's.
        Assert.Equal(404, await StatusAsync(people.Bob, "?team=tem_never"));
        Assert.Equal(404, await StatusAsync(people.Bob, "?team=local"));
        Assert.Equal(404, await StatusAsync(people.Ada, "?team=local"));
        Assert.Equal(403, await StatusAsync(people.Bob, "?all=true"));
        Assert.Equal(403, await StatusAsync(people.Bob, $"?team={team}"));
        await people.AsAsync(people.Ada, HttpMethod.Put, $"/api/v1/teams/{team}/members/{bob}", new { role = "admin" });
        await Eventually.HoldsAsync("an administrator of the team sees it", async () => await StatusAsync(people.Bob, $"?team={team}") == 200);
    }

    private async Task<string> BobAsync() => Text(await people.AsAsync(people.Bob, HttpMethod.Get, "/api/v1/account", null), "user", "id");

    private Task<JsonElement> UsageAsync(string credential, string query) => people.AsAsync(credential, HttpMethod.Get, "/api/v1/usage" + query, null);

    private async Task<int> StatusAsync(string credential, string query)
    {
        using var answer = await people.KnockAsync(credential, "GET", "/api/v1/usage" + query);
        return (int)answer.StatusCode;
    }

    private async Task<IReadOnlyList<string>> ReservedAsync(string credential, string query, string name) =>
        [.. (await UsageAsync(credential, query)).GetProperty("data").EnumerateArray().Select(row => $"{Text(row, name)} {row.GetProperty("reserved_pictures").GetInt32()}")];

    private async Task<JsonElement> ExpectAsync(int status, string credential, string? team, int count)
    {
        using var request = TwoPeople.Request(credential, HttpMethod.Post, "/api/v1/jobs", JsonContent.Create(new { prompt = "a fox", count, team }));
        using var answer = await people.Client.SendAsync(request);
        Assert.True(status == (int)answer.StatusCode, $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static (string, string, int, int) Limit(JsonElement problem) => problem.GetProperty("limit") is var limit
        ? (Text(limit, "of"), Text(limit, "id"), limit.GetProperty("limit").GetInt32(), limit.GetProperty("used").GetInt32()) : default;

    private static string Text(JsonElement body, params string[] path) => path.Aggregate(body, (element, name) => element.GetProperty(name)).GetString()!;
}
