using System.Text.Json;

namespace ImageGen.Jobs.Tests.OpenApi;

/// <summary>Pictures that wait for a reviewer, over the wire.</summary>
public sealed class ReviewTests(ReviewedPeople people) : IClassFixture<ReviewedPeople>
{
    private static readonly object Approve = new { decision = "approve" };
    private static readonly object Reject = new { decision = "reject", reason = "A logo." };

    [Fact]
    public async Task A_picture_waits_is_listed_and_is_decided_on_and_a_later_decision_holds()
    {
        var team = await people.TeamAsync();
        var (images, _) = await people.JobAsync(people.Bob, team, count: 2);
        Assert.Equal(images, await ListAsync(people.Cleo, $"?team={team}"));
        Assert.Equal("waiting", ReviewOf(await ImageAsync(people.Dan, team, images[0])).GetProperty("state").GetString());

        var approved = await people.AsAsync(people.Cleo, HttpMethod.Post, $"/api/v1/images/{images[0]}/review", Approve);
        Assert.Equal(("approved", await people.IdOfAsync(people.Cleo)), (ReviewOf(approved).GetProperty("state").GetString(), ReviewOf(approved).GetProperty("by").GetString()));
        Assert.Equal([images[1]], await ListAsync(people.Cleo, $"?team={team}"));
        Assert.Equal(approved.GetRawText(), (await people.AsAsync(people.Ada, HttpMethod.Post, $"/api/v1/images/{images[0]}/review", Approve)).GetRawText());

        await people.AsAsync(people.Ada, HttpMethod.Post, $"/api/v1/images/{images[0]}/review", Reject);
        var review = ReviewOf(await ImageAsync(people.Bob, team, images[0]));
        Assert.Equal(("rejected", "A logo.", "local"), (review.GetProperty("state").GetString(), review.GetProperty("reason").GetString(), review.GetProperty("by").GetString()));
    }

    [Fact]
    public async Task Each_decision_is_on_record_once_with_its_reason()
    {
        var path = $"/api/v1/images/{(await people.JobAsync(people.Bob, people.Team)).Images[0]}/review";
        foreach (var decision in new[] { Approve, Approve, Reject, Reject })
            await people.AsAsync(people.Cleo, HttpMethod.Post, path, decision);
        var entries = new List<JsonElement>();
        await TestKit.Eventually.HoldsAsync("both are on record", async () =>
        {
            var record = await people.AsAsync(people.Ada, HttpMethod.Get, $"/api/v1/audit?object={path.Split('/')[4]}", null);
            entries = [.. record.GetProperty("data").EnumerateArray()];
            return entries.Count >= 2;
        });
        Assert.Equal(["image.rejected", "image.approved"], entries.Select(entry => entry.GetProperty("action").GetString()));
        Assert.Equal("A logo.", entries[0].GetProperty("details").GetProperty("reason").GetString());
        Assert.Equal(await people.IdOfAsync(people.Cleo), entries[0].GetProperty("actor").GetString());
    }

    [Fact]
    public async Task Nobody_decides_on_their_own_nor_who_is_no_reviewer()
    {
        var path = $"/api/v1/images/{(await people.JobAsync(people.Bob, people.Team)).Images[0]}/review";
        Assert.Equal((403, "not_permitted"), await people.AnswerAsync(people.Dan, "POST", path, Approve));
        Assert.Equal((403, "not_permitted"), await people.AnswerAsync(people.Bob, "POST", path, Approve));

        var team = await people.TeamAsync();
        await people.AsAsync(people.Ada, HttpMethod.Put, $"/api/v1/teams/{team}/members/{await people.IdOfAsync(people.Bob)}", new { role = "admin" });
        var own = $"/api/v1/images/{(await people.JobAsync(people.Bob, team)).Images[0]}/review";
        await TestKit.Eventually.HoldsAsync("Bob administers it", async () => (await people.AnswerAsync(people.Bob, "POST", own, Approve)).Code == "own_review");
        Assert.Equal(403, await people.StatusAsync(people.Bob, "POST", own, Reject));
        Assert.Equal(200, await people.StatusAsync(people.Cleo, "POST", own, Approve));
    }

    [Fact]
    public async Task To_others_a_held_picture_is_as_unknown_as_one_that_never_was()
    {
        var (images, _) = await people.JobAsync(people.Ada, team: null);
        Assert.Equal((404, "image_not_found"), await people.AnswerAsync(people.Cleo, "POST", $"/api/v1/images/{images[0]}/review", Approve));
        Assert.Equal((404, "image_not_found"), await people.AnswerAsync(people.Ada, "POST", "/api/v1/images/img_never_1_0/review", Approve));
        Assert.Equal((409, "image_not_held"), await people.AnswerAsync(people.Ada, "POST", $"/api/v1/images/{images[0]}/review", Approve));
        Assert.Equal(404, await people.StatusAsync(people.Cleo, "GET", "/api/v1/reviews?team=tem_never"));
        Assert.Equal(403, await people.StatusAsync(people.Dan, "GET", $"/api/v1/reviews?team={people.Team}"));
        Assert.Equal(403, await people.StatusAsync(people.Dan, "GET", "/api/v1/reviews"));
    }

    [Fact]
    public async Task Ones_own_space_and_who_is_not_chosen_wait_for_nobody()
    {
        Assert.False((await people.JobAsync(people.Bob, team: null)).IsHeld);
        Assert.False((await people.JobAsync(people.Cleo, people.Team)).IsHeld);
    }

    [Fact]
    public async Task A_held_picture_is_a_reference_for_nobody_else_until_it_is_approved()
    {
        var (images, _) = await people.JobAsync(people.Bob, people.Team);
        var body = new { prompt = "a fox", references = new[] { images[0] } };
        Assert.Equal(422, await people.StatusAsync(people.Cleo, "POST", "/api/v1/jobs", body));
        Assert.Equal(202, await people.StatusAsync(people.Bob, "POST", "/api/v1/jobs", body));
        await people.AsAsync(people.Cleo, HttpMethod.Post, $"/api/v1/images/{images[0]}/review", Approve);
        Assert.Equal(202, await people.StatusAsync(people.Cleo, "POST", "/api/v1/jobs", body));
    }

    [Theory]
    [InlineData("{}", 422)]
    [InlineData("""{"decision": null}""", 422)]
    [InlineData("""{"decision": "reject"}""", 422)]
    [InlineData("""{"decision": "reject", "reason": " "}""", 422)]
    [InlineData("""{"decision": "approve", "reason": "fine"}""", 422)]
    [InlineData("""{"decision": "perhaps"}""", 400)]
    [InlineData("""{"decision": 7}""", 422)]
    [InlineData("[]", 400)]
    public async Task A_decision_that_is_none_is_refused_and_changes_nothing(string json, int status)
    {
        var (images, _) = await people.JobAsync(people.Bob, people.Team);
        var body = JsonDocument.Parse(json).RootElement;
        Assert.Equal(status, await people.StatusAsync(people.Cleo, "POST", $"/api/v1/images/{images[0]}/review", body));
        Assert.Equal("waiting", ReviewOf(await ImageAsync(people.Bob, people.Team, images[0])).GetProperty("state").GetString());
    }

    [Theory]
    [InlineData(500, 200)]
    [InlineData(501, 422)]
    public async Task A_reason_has_at_most_500_characters(int length, int status)
    {
        var (images, _) = await people.JobAsync(people.Bob, people.Team);
        var reason = string.Concat(Enumerable.Repeat("\U0001F98A", length));
        Assert.Equal(status, await people.StatusAsync(people.Cleo, "POST", $"/api/v1/images/{images[0]}/review", new { decision = "reject", reason }));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(100)]
    public async Task Pages_show_each_picture_once_oldest_first_of_one_team_of_all_own_and_of_all(int limit)
    {
        var (first, second) = (await people.TeamAsync(), await people.TeamAsync());
        var expected = new List<string>();
        foreach (var (team, count) in new[] { (first, 2), (second, 1), (first, 1), (second, 3) })
            expected.AddRange((await people.JobAsync(people.Bob, team, count)).Images);

        Assert.Equal(expected.Where((_, index) => index is 0 or 1 or 3), await ListAsync(people.Cleo, $"?team={first}&limit={limit}"));
        Assert.Equal(expected, (await ListAsync(people.Cleo, $"?limit={limit}")).Where(expected.Contains));
        Assert.Equal(expected, (await ListAsync(people.Ada, $"?limit={limit}")).Where(expected.Contains));
    }

    [Fact]
    public async Task What_is_thrown_away_waits_no_more_and_comes_back()
    {
        var team = await people.TeamAsync();
        var (images, _) = await people.JobAsync(people.Bob, team);
        await people.AsAsync(people.Bob, HttpMethod.Delete, $"/api/v1/images/{images[0]}", null);
        Assert.Empty(await ListAsync(people.Cleo, $"?team={team}"));
        await people.AsAsync(people.Bob, HttpMethod.Post, $"/api/v1/images/{images[0]}/restore", null);
        Assert.Equal(images, await ListAsync(people.Cleo, $"?team={team}"));
    }

    private static JsonElement ReviewOf(JsonElement image) => image.GetProperty("review");

    private async Task<JsonElement> ImageAsync(string credential, string team, string id) =>
        (await people.AsAsync(credential, HttpMethod.Get, $"/api/v1/images?limit=100&team={team}", null)).GetProperty("data").EnumerateArray()
        .Single(image => image.GetProperty("id").GetString() == id);

    private async Task<List<string>> ListAsync(string credential, string query)
    {
        var seen = new List<string>();
        for (var cursor = ""; ;)
        {
            var page = await people.AsAsync(credential, HttpMethod.Get, $"/api/v1/reviews{query}{cursor}", null);
            seen.AddRange(page.GetProperty("data").EnumerateArray().Select(image => image.GetProperty("id").GetString()!));
            if (page.GetProperty("next_cursor").GetString() is not { } next)
                return seen;
            cursor = $"{(query.Length > 0 ? "&" : "?")}cursor={next}";
        }
    }
}
