using System.Net.Http.Json;
using System.Text.Json;

namespace ImageGen.Jobs.Tests.OpenApi;

public sealed class OldDataTests : IDisposable
{
    private const string Password = "a password of ada's";

    private readonly string folder = Directory.CreateTempSubdirectory("jobs-tests-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task What_was_made_before_there_were_accounts_is_the_first_administrators()
    {
        string id;
        await using (var before = new OneHost(folder))
        {
            await before.InitializeAsync();
            id = await before.CreateIdAsync();
        }

        await using var after = new OneHost(folder, ("ImageGen:AdminEmail", "ada@example.com"), ("ImageGen:AdminPassword", Password));
        await after.InitializeAsync();
        Assert.Equal(401, (int)(await after.GetAsync($"/api/v1/jobs/{id}")).StatusCode);
        using var session = await after.Client.PostAsJsonAsync("/api/v1/session", new { email = "ada@example.com", password = Password });
        var cookie = session.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        using var list = await after.GetAsync("/api/v1/jobs", ("Cookie", cookie));
        Assert.Equal(id, (await list.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("data")[0].GetProperty("id").GetString());
    }

    private sealed class OneHost(string folder, params (string Name, string Value)[] settings) : PublicApiHost(folder, settings);
}
