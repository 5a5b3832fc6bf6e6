using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using ImageGen.TestKit.Processes;

namespace ImageGen.EndToEnd.Tests.Deployments;

/// <summary>Standalone with an administrator, who adds people.</summary>
public sealed class ManyPeopleDeployment : StandaloneDeployment
{
    private const string Email = "ada@example.com";
    private const string Password = "a password of everybody's";

    internal override Task<ServiceProcess> StartPlatformAsync(IReadOnlyDictionary<string, string> settings) => base.StartPlatformAsync(
        new Dictionary<string, string>(settings) { ["IMAGEGEN_ADMIN_EMAIL"] = Email, ["IMAGEGEN_ADMIN_PASSWORD"] = Password });

    private protected override async Task SignInAsync(HttpClient client)
    {
        // An administrator's own, so that what only asks whether it is ready is let in.
        await Eventually.HoldsAsync("the administrator can sign in", async () =>
        {
            using var answer = await client.PostAsJsonAsync("/api/v1/session", new { email = Email, password = Password });
            return answer.IsSuccessStatusCode;
        });
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
    }

    /// <returns>A client with a key of a new user's.</returns>
    internal async Task<HttpClient> AddAsync(string name)
    {
        var email = $"{name}@example.com";
        var added = await ReadAsync(await Client.Http.PostAsJsonAsync("/api/v1/users", new { email, name }));
        using var person = new HttpClient { BaseAddress = Client.Address };
        person.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        var token = added.GetProperty("link").GetProperty("token").GetString();
        (await person.PostAsJsonAsync("/api/v1/account/reset", new { token, password = Password })).EnsureSuccessStatusCode();
        (await person.PostAsJsonAsync("/api/v1/session", new { email, password = Password })).EnsureSuccessStatusCode();
        var key = await ReadAsync(await person.PostAsJsonAsync("/api/v1/keys", new { name, scopes = new[] { "jobs:read", "jobs:write" } }));
        var client = new HttpClient { BaseAddress = Client.Address, Timeout = TimeSpan.FromMinutes(2) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key.GetProperty("secret").GetString());
        return client;
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer) =>
        await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
}
