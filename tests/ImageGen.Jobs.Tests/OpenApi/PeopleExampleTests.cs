using System.Net.Http.Json;
using System.Text.Json;

namespace ImageGen.Jobs.Tests.OpenApi;

/// <summary>What the description shows of people, their limits and what they did is what is taken and answered, member by member.</summary>
public sealed class PeopleExampleTests(TwoPeople people) : IClassFixture<TwoPeople>
{
    [Fact]
    public async Task What_is_shown_of_users_is_so()
    {
        var id = (await AsShownAsync("POST", "/api/v1/users", "NewUser", 201, "AddedUser")).GetProperty("user").GetProperty("id").GetString();
        await AsShownAsync("PATCH", $"/api/v1/users/{id}", "ChangeUser", 200, "User");
        await AsShownAsync("GET", $"/api/v1/users/{id}", null, 200, "User");
        await AsShownAsync("GET", "/api/v1/users", null, 200, "UserPage");
        var link = await AsShownAsync("POST", $"/api/v1/users/{id}/reset", null, 200, "PasswordLink");
        await TakenAsync("POST", "/api/v1/account/reset", "SetPassword", 204, ("token", link.GetProperty("token").GetString()!));
        await AsShownAsync("POST", "/api/v1/session", "SignIn", 200, "Session", ("email", "cleo@example.com"));
    }

    [Fact]
    public async Task What_is_shown_of_teams_is_so()
    {
        var id = (await AsShownAsync("POST", "/api/v1/teams", "NewTeam", 201, "Team")).GetProperty("id").GetString();
        await TakenAsync("PUT", $"/api/v1/teams/{id}/members/local", "Member", 204);
        await AsShownAsync("PATCH", $"/api/v1/teams/{id}", "ChangeTeam", 200, "Team");
        await AsShownAsync("GET", $"/api/v1/teams/{id}", null, 200, "TeamWithMembers");
        await AsShownAsync("GET", "/api/v1/teams", null, 200, "TeamList");
        await AsShownAsync("GET", "/api/v1/account", null, 200, "Account");
    }

    [Fact]
    public async Task What_is_shown_of_keys_and_sessions_is_so()
    {
        var id = (await AsShownAsync("POST", "/api/v1/keys", "NewKey", 201, "AddedKey")).GetProperty("key").GetProperty("id").GetString();
        await AsShownAsync("PATCH", $"/api/v1/keys/{id}", "Rename", 200, "Key");
        await AsShownAsync("GET", "/api/v1/keys", null, 200, "KeyList");
        await AsShownAsync("GET", "/api/v1/sessions", null, 200, "SessionList");
        await AsShownAsync("GET", "/api/v1/session", null, 200, "Session");
    }

    [Fact]
    public async Task What_is_shown_of_usage_the_record_and_the_provider_is_so()
    {
        await AsShownAsync("GET", "/api/v1/usage", null, 200, "Usage");
        await AsShownAsync("GET", "/api/v1/audit", null, 200, "AuditPage");
        await AsShownAsync("GET", "/api/v1/admin/providers", null, 200, "Providers");
        await TakenAsync("POST", "/api/v1/client-errors", "ClientError", 204);
    }

    [Fact]
    public async Task What_is_wrongly_shown_is_found()
    {
        var shown = (await ExampleAsync("Team")).GetRawText();
        using var fewer = JsonDocument.Parse("""{"id":"tem_1","name":"Design","created_at":"2026-11-28T14:31:08Z"}""");
        using var other = JsonDocument.Parse(shown.Replace("\"Design\"", "7", StringComparison.Ordinal));
        using var same = JsonDocument.Parse(shown);
        Assert.Equal(["/limits"], Differences(same.RootElement, fewer.RootElement, ""));
        Assert.Equal(["/limits"], Differences(fewer.RootElement, same.RootElement, ""));
        Assert.Equal(["/name"], Differences(same.RootElement, other.RootElement, ""));
        Assert.Empty(Differences(same.RootElement, same.RootElement, ""));
    }

    private async Task<JsonElement> AsShownAsync(string method, string path, string? request, int status, string shown, params (string Name, string Value)[] instead)
    {
        var answer = await TakenAsync(method, path, request, status, instead);
        Assert.Empty(Differences(await ExampleAsync(shown), answer, shown));
        return answer;
    }

    /// <param name="instead">What the example can not know.</param>
    private async Task<JsonElement> TakenAsync(string method, string path, string? request, int status, params (string Name, string Value)[] instead)
    {
        JsonContent? body = null;
        if (request is not null)
        {
            var members = (await ExampleAsync(request)).EnumerateObject().ToDictionary(member => member.Name, member => (object)member.Value);
            foreach (var (name, value) in instead)
                members[name] = value;
            body = JsonContent.Create(members);
        }

        using var message = TwoPeople.Request(people.Ada, new HttpMethod(method), path, body);
        using var answer = await people.Client.SendAsync(message);
        Assert.True((int)answer.StatusCode == status, $"{method} {path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return status == 204 ? default : await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private async Task<JsonElement> ExampleAsync(string schema) => Assert.Single(
        (await people.ReadAsync("/openapi/v1.json")).GetProperty("components").GetProperty("schemas").GetProperty(schema).GetProperty("examples").EnumerateArray());

    /// <returns>The places where a member is in one only, or is of another kind. Of a list the first is looked at, and of details nothing: they have any names.</returns>
    private static IEnumerable<string> Differences(JsonElement shown, JsonElement answer, string at) => (shown.ValueKind, answer.ValueKind) switch
    {
        _ when at.EndsWith("/details", StringComparison.Ordinal) => [],
        (JsonValueKind.Object, JsonValueKind.Object) => shown.EnumerateObject().Concat(answer.EnumerateObject()).Select(member => member.Name).Distinct().SelectMany(name =>
            shown.TryGetProperty(name, out var one) && answer.TryGetProperty(name, out var other) ? Differences(one, other, $"{at}/{name}") : [$"{at}/{name}"]),
        (JsonValueKind.Array, JsonValueKind.Array) => shown.GetArrayLength() > 0 && answer.GetArrayLength() > 0 ? Differences(shown[0], answer[0], at + "/0") : [],
        (JsonValueKind.Null, _) or (_, JsonValueKind.Null) or (JsonValueKind.True, JsonValueKind.False) or (JsonValueKind.False, JsonValueKind.True) => [],
        var (one, other) => one == other ? [] : [at],
    };
}
