using System.IO.Compression;
using System.Net.Http.Json;
using System.Text.Json;
using ImageGen.TestKit;

namespace ImageGen.Jobs.Tests.OpenApi;

/// <summary>Whose pictures an export has, and that it is on record. No store has them here: what may leave is missing, what may not says why.</summary>
public sealed class ExportTests(ReviewedPeople people) : IClassFixture<ReviewedPeople>
{
    [Fact]
    public async Task Ones_own_space_is_exported_or_a_team_of_ones_own_and_no_other()
    {
        var team = await people.TeamAsync();
        var (own, _) = await people.JobAsync(people.Dan, team: null);
        var (shared, _) = await people.JobAsync(people.Cleo, team);
        var (adas, _) = await people.JobAsync(people.Ada, team: null);
        string[] all = [own[0], shared[0], adas[0]];

        Assert.Equal(["missing", "not_found", "not_found"], await FaultsAsync(people.Dan, "", all));
        Assert.Equal(["not_found", "missing", "not_found"], await FaultsAsync(people.Dan, $"?team={team}", all));
        Assert.Equal(["not_found", "not_found", "missing"], await FaultsAsync(people.Ada, "", all));
        // Running the platform shows nobody's pictures.
        Assert.Equal((404, "team_not_found"), await people.AnswerAsync(people.Ada, "POST", $"/api/v1/images/export?team={team}"));
        Assert.DoesNotContain(adas[0], await IdsAsync(people.Dan, ""));
        Assert.Contains(own[0], await IdsAsync(people.Dan, ""));
        Assert.Equal(shared, await IdsAsync(people.Dan, $"?team={team}"));
    }

    [Fact]
    public async Task Who_has_left_a_team_exports_nothing_of_it()
    {
        var team = await people.TeamAsync();
        await people.JobAsync(people.Cleo, team);
        await people.AsAsync(people.Ada, HttpMethod.Delete, $"/api/v1/teams/{team}/members/{await people.IdOfAsync(people.Dan)}", null);
        await Eventually.HoldsAsync("Dan is out", async () => await people.AnswerAsync(people.Dan, "POST", $"/api/v1/images/export?team={team}") == (404, "team_not_found"));
    }

    [Fact]
    public async Task What_waits_or_was_rejected_leaves_by_nobodys_hand_and_what_was_approved_by_everybodys()
    {
        var (images, isHeld) = await people.JobAsync(people.Bob, people.Team, count: 3);
        Assert.True(isHeld);
        await people.AsAsync(people.Cleo, HttpMethod.Post, $"/api/v1/images/{images[1]}/review", new { decision = "reject", reason = "No." });
        await people.AsAsync(people.Cleo, HttpMethod.Post, $"/api/v1/images/{images[2]}/review", new { decision = "approve" });

        foreach (var person in new[] { people.Bob, people.Cleo, people.Dan })
        {
            Assert.Equal(["in_review", "in_review", "missing"], await FaultsAsync(person, $"?team={people.Team}", images));
            Assert.Equal([images[2]], (await IdsAsync(person, $"?team={people.Team}")).Intersect(images));
        }
    }

    [Fact]
    public async Task What_is_taken_out_is_on_record_before_it_leaves()
    {
        var (own, _) = await people.JobAsync(people.Dan, team: null);
        var dan = await people.IdOfAsync(people.Dan);
        await FaultsAsync(people.Dan, "", own);
        await IdsAsync(people.Dan, "?favorite=true&q=fox");
        using var refused = await ExportAsync(people.Dan, "?q=", ids: null);
        Assert.Equal(400, (int)refused.StatusCode);

        var entries = (await people.AsAsync(people.Ada, HttpMethod.Get, $"/api/v1/audit?action=images.exported&actor={dan}", null)).GetProperty("data").EnumerateArray()
            .Where(entry => entry.GetProperty("object").GetString() == dan).Select(entry => entry.GetProperty("details")).ToList();

        Assert.Contains(entries, details => details.TryGetProperty("ids", out var ids) && ids.GetString() == own[0]);
        Assert.Contains(entries, details => details.TryGetProperty("q", out var q) && q.GetString() == "fox" && details.GetProperty("favorite").GetString() == "true");
        Assert.DoesNotContain(entries, details => details.TryGetProperty("q", out var q) && q.GetString() == "");
    }

    private async Task<IEnumerable<string?>> FaultsAsync(string person, string query, string[] ids) =>
        (await EntriesAsync(person, query, ids)).Select(entry => entry.GetProperty("error").GetString());

    private async Task<IEnumerable<string?>> IdsAsync(string person, string query) =>
        (await EntriesAsync(person, query, ids: null)).Select(entry => entry.GetProperty("id").GetString());

    private async Task<IReadOnlyList<JsonElement>> EntriesAsync(string person, string query, string[]? ids)
    {
        using var answer = await ExportAsync(person, query, ids);
        Assert.Equal(200, (int)answer.StatusCode);
        await using var zip = await ZipArchive.CreateAsync(await answer.Content.ReadAsStreamAsync(), ZipArchiveMode.Read, leaveOpen: false, entryNameEncoding: null);
        return [.. (await JsonDocument.ParseAsync(await zip.GetEntry("manifest.json")!.OpenAsync())).RootElement.GetProperty("entries").EnumerateArray()];
    }

    private async Task<HttpResponseMessage> ExportAsync(string person, string query, string[]? ids)
    {
        using var request = TwoPeople.Request(person, HttpMethod.Post, "/api/v1/images/export" + query, ids is null ? null : JsonContent.Create(new { ids }));
        return await people.Client.SendAsync(request);
    }
}
