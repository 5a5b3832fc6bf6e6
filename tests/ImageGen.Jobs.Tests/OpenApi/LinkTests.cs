using System.Text.Json;
using ImageGen.ObjectStorage;
using ImageGen.ObjectStorage.Keys;
using ImageGen.TestKit;

namespace ImageGen.Jobs.Tests.OpenApi;

/// <summary>Who may share a picture, and when that ends for reasons that lie with people.</summary>
public sealed class LinkTests(ReviewedPeople people) : IClassFixture<ReviewedPeople>
{
    [Fact]
    public async Task Those_who_may_change_a_picture_share_it_and_take_any_link_to_it_back()
    {
        var (team, image) = await SharedAsync();
        Assert.Equal((403, "not_permitted"), await people.AnswerAsync(people.Dan, "POST", $"/api/v1/images/{image}/links", new { }));
        Assert.Equal((404, "image_not_found"), await people.AnswerAsync(people.Ada, "POST", $"/api/v1/images/{image}/links", new { }));
        var (id, url) = await LinkAsync(people.Cleo, image);

        Assert.Equal(200, await people.StatusAsync("", "GET", url));
        Assert.Contains(id, await ListAsync(people.Dan, $"?team={team}"), StringComparison.Ordinal);
        Assert.DoesNotContain(id, await ListAsync(people.Dan, ""), StringComparison.Ordinal);
        Assert.DoesNotContain(id, await ListAsync(people.Ada, $"?image={image}"), StringComparison.Ordinal);
        Assert.Equal((404, "team_not_found"), await people.AnswerAsync(people.Ada, "GET", $"/api/v1/links?team={team}"));
        Assert.Equal((403, "not_permitted"), await people.AnswerAsync(people.Dan, "DELETE", $"/api/v1/links/{id}"));
        Assert.Equal((404, "link_not_found"), await people.AnswerAsync(people.Ada, "DELETE", $"/api/v1/links/{id}"));
        Assert.Equal(204, await people.StatusAsync(people.Bob, "DELETE", $"/api/v1/links/{id}"));
        Assert.Equal((410, "link_ended"), await people.AnswerAsync("", "GET", url));
    }

    [Fact]
    public async Task A_picture_that_waits_is_not_shared_and_one_that_is_rejected_no_more()
    {
        var (images, isHeld) = await people.JobAsync(people.Bob, people.Team);
        Assert.True(isHeld);
        await PutAsync(images[0]);
        foreach (var person in new[] { people.Bob, people.Cleo })
            Assert.Equal((409, "image_not_shareable"), await people.AnswerAsync(person, "POST", $"/api/v1/images/{images[0]}/links", new { }));
        await ReviewAsync(images[0], new { decision = "approve" });
        var (_, url) = await LinkAsync(people.Bob, images[0]);
        Assert.Equal(200, await people.StatusAsync("", "GET", url));

        await ReviewAsync(images[0], new { decision = "reject", reason = "No." });
        Assert.Equal((410, "link_ended"), await people.AnswerAsync("", "GET", url));
        await ReviewAsync(images[0], new { decision = "approve" });
        Assert.Equal(200, await people.StatusAsync("", "GET", url));
    }

    [Theory]
    [InlineData("leaves")]
    [InlineData("only looks on")]
    [InlineData("is switched off")]
    public async Task Once_who_made_it_may_change_the_picture_no_more_it_gives_nothing(string what)
    {
        var (team, image) = await SharedAsync();
        var eve = await people.AddPersonAsync($"eve-{what.Replace(' ', '-')}@example.com");
        var id = await people.IdOfAsync(eve);
        var member = $"/api/v1/teams/{team}/members/{id}";
        await people.AsAsync(people.Ada, HttpMethod.Put, member, new { role = "member" });
        await Eventually.HoldsAsync("she is in", async () => await people.StatusAsync(eve, "GET", $"/api/v1/jobs?team={team}") == 200);
        var (_, url) = await LinkAsync(eve, image);
        var (_, others) = await LinkAsync(people.Cleo, image);
        Assert.Equal(200, await people.StatusAsync("", "GET", url));

        await (what switch
        {
            "leaves" => people.AsAsync(people.Ada, HttpMethod.Delete, member, null),
            "only looks on" => people.AsAsync(people.Ada, HttpMethod.Put, member, new { role = "viewer" }),
            _ => people.AsAsync(people.Ada, HttpMethod.Patch, $"/api/v1/users/{id}", new { disabled = true }),
        });

        // At once: nobody asks a token that is still good.
        Assert.Equal((410, "link_ended"), await people.AnswerAsync("", "GET", url));
        Assert.Equal(200, await people.StatusAsync("", "GET", others));
    }

    [Fact]
    public async Task Ones_own_picture_is_shared_until_one_is_switched_off()
    {
        var eve = await people.AddPersonAsync("eve@example.com");
        var (images, _) = await people.JobAsync(eve, team: null);
        await PutAsync(images[0]);
        var (_, url) = await LinkAsync(eve, images[0]);
        Assert.Equal(200, await people.StatusAsync("", "GET", url));
        var user = $"/api/v1/users/{await people.IdOfAsync(eve)}";
        await people.AsAsync(people.Ada, HttpMethod.Patch, user, new { disabled = true });
        Assert.Equal((410, "link_ended"), await people.AnswerAsync("", "GET", url));
        await people.AsAsync(people.Ada, HttpMethod.Patch, user, new { disabled = false });
        Assert.Equal(200, await people.StatusAsync("", "GET", url));
    }

    [Fact]
    public async Task That_a_picture_was_shared_and_no_more_is_on_record_without_what_opens_it()
    {
        var (_, image) = await SharedAsync();
        var (id, url) = await LinkAsync(people.Cleo, image);
        await people.AsAsync(people.Cleo, HttpMethod.Delete, $"/api/v1/links/{id}", null);
        await people.AsAsync(people.Cleo, HttpMethod.Delete, $"/api/v1/links/{id}", null);

        List<JsonElement> entries = [];
        await Eventually.HoldsAsync("both are on record", async () =>
        {
            entries = [.. (await people.AsAsync(people.Ada, HttpMethod.Get, $"/api/v1/audit?object={image}", null)).GetProperty("data").EnumerateArray()];
            return entries.Count >= 2;
        });
        Assert.Equal(["link.created", "link.deleted"], entries.Select(entry => entry.GetProperty("action").GetString()).Order());
        Assert.All(entries, entry => Assert.Equal(id, entry.GetProperty("details").GetProperty("link").GetString()));
        Assert.All(entries, entry => Assert.DoesNotContain(url.Split('/')[^1], entry.GetRawText(), StringComparison.Ordinal));
    }

    /// <returns>A team of Bob, Cleo and Dan, and a picture of it that does not wait.</returns>
    private async Task<(string Team, string Image)> SharedAsync()
    {
        var team = await people.TeamAsync();
        var (images, _) = await people.JobAsync(people.Cleo, team);
        await PutAsync(images[0]);
        return (team, images[0]);
    }

    private async Task PutAsync(string image)
    {
        using var bytes = new MemoryStream(new byte[100]);
        await people.Service<IObjectStore>().PutAsync(PictureKeys.Original(image, "image/png"), bytes, "image/png", default);
    }

    private async Task<(string Id, string Url)> LinkAsync(string person, string image)
    {
        var made = await people.AsAsync(person, HttpMethod.Post, $"/api/v1/images/{image}/links", new { });
        return (made.GetProperty("link").GetProperty("id").GetString()!, made.GetProperty("url").GetString()!);
    }

    private async Task<string> ListAsync(string person, string query) => (await people.AsAsync(person, HttpMethod.Get, "/api/v1/links" + query, null)).GetRawText();

    private Task<JsonElement> ReviewAsync(string image, object decision) => people.AsAsync(people.Cleo, HttpMethod.Post, $"/api/v1/images/{image}/review", decision);
}
