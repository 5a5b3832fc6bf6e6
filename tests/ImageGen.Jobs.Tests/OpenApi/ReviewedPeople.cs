using System.Net.Http.Json;
using System.Text.Json;
using ImageGen.Contracts;
using ImageGen.TestKit;

namespace ImageGen.Jobs.Tests.OpenApi;

/// <summary>
/// Where pictures of chosen users are reviewed: a team of Bob, who is chosen, of Cleo, who administers it, and of Dan, who looks on.
/// Ada runs the platform and is in no team.
/// </summary>
public sealed class ReviewedPeople() : TwoPeople(("Jobs:Review:Whose", "chosen")), IAsyncLifetime
{
    public string Cleo { get; private set; } = "";

    public string Dan { get; private set; } = "";

    public string Team { get; private set; } = "";

    async ValueTask IAsyncLifetime.InitializeAsync()
    {
        await StartAsync();
        Cleo = await AddAsync("cleo@example.com");
        Dan = await AddAsync("dan@example.com");
        Team = await TeamAsync();
        await AsAsync(Ada, HttpMethod.Patch, $"/api/v1/users/{await IdOfAsync(Bob)}", new { review = true });
        await Eventually.HoldsAsync("Bob is chosen", async () => (await JobAsync(Bob, Team)).IsHeld);
    }

    /// <returns>A new user's cookie.</returns>
    public Task<string> AddPersonAsync(string email) => AddAsync(email);

    /// <returns>Its id, when all are in it.</returns>
    public async Task<string> TeamAsync()
    {
        var team = (await AsAsync(Ada, HttpMethod.Post, "/api/v1/teams", new { name = "Design" })).GetProperty("id").GetString()!;
        foreach (var (person, role) in new[] { (Bob, "member"), (Cleo, "admin"), (Dan, "viewer") })
        {
            await AsAsync(Ada, HttpMethod.Put, $"/api/v1/teams/{team}/members/{await IdOfAsync(person)}", new { role });
            await Eventually.HoldsAsync("they are in", async () => await StatusAsync(person, "GET", $"/api/v1/jobs?team={team}") == 200);
        }

        return team;
    }

    /// <summary>A job with its pictures stored.</summary>
    public async Task<(string[] Images, bool IsHeld)> JobAsync(string credential, string? team, int count = 1)
    {
        var id = (await AsAsync(credential, HttpMethod.Post, "/api/v1/jobs", team is null ? new { prompt = "a fox", count } : new { prompt = "a fox", count, team }))
            .GetProperty("id").GetString()!;
        string[] images = [.. Enumerable.Range(0, count).Select(index => ImageId.Of(id, 1, index))];
        await TellAsync(id, images.Select((image, index) => new ImageStored
        {
            JobId = id,
            Attempt = 1,
            Index = index,
            Total = count,
            ImageId = image,
            ContentType = "image/png",
            Bytes = 100,
            Sha256 = "aa",
            Width = 1024,
            Height = 1024,
        }));
        var job = await AsAsync(credential, HttpMethod.Get, $"/api/v1/jobs/{id}", null);
        return (images, job.GetProperty("images")[0].GetProperty("review").ValueKind == JsonValueKind.Object);
    }

    public async Task<string> IdOfAsync(string credential) =>
        (await AsAsync(credential, HttpMethod.Get, "/api/v1/account", null)).GetProperty("user").GetProperty("id").GetString()!;

    public async Task<int> StatusAsync(string credential, string method, string path, object? body = null) => (await AnswerAsync(credential, method, path, body)).Status;

    public async Task<(int Status, string Code)> AnswerAsync(string credential, string method, string path, object? body = null)
    {
        using var request = Request(credential, new HttpMethod(method), path, body is null ? null : JsonContent.Create(body));
        using var answer = await Client.SendAsync(request);
        return ((int)answer.StatusCode, answer.IsSuccessStatusCode ? "" : (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString()!);
    }
}
