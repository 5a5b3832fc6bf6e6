using System.Net.Http.Json;
using System.Text.Json;
using ImageGen.Contracts;
using ImageGen.Jobs.Links;
using ImageGen.Jobs.Tests.Export;
using ImageGen.Jobs.Tests.Support;
using ImageGen.Persistence;

namespace ImageGen.Jobs.Tests.Links;

/// <summary>A picture that is shared with people whom nobody knows, and all by which that ends.</summary>
public sealed class LinkTests : IAsyncLifetime
{
    private readonly ExportHost host = new();

    private string image = "";

    public async ValueTask InitializeAsync()
    {
        await host.InitializeAsync();
        image = (await host.StoredAsync("""{"prompt": "a fox"}""", 0))[0];
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Whoever_has_the_address_is_given_the_very_bytes_that_are_stored()
    {
        var (_, url) = await ShareAsync();

        using var answer = await host.GetAsync(url);

        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Equal(host.Shelf.BytesOf(ExportHost.KeyOf(image)), await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal("image/png", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(("inline", $"{image}.png"), (answer.Content.Headers.ContentDisposition!.DispositionType, answer.Content.Headers.ContentDisposition.FileName!.Trim('"')));
        Assert.Equal("noindex", answer.Headers.GetValues("X-Robots-Tag").Single());
        using var saved = await host.GetAsync(url + "?download=1");
        Assert.Equal("attachment", saved.Content.Headers.ContentDisposition!.DispositionType);
    }

    [Fact]
    public async Task A_link_gives_as_often_as_it_may_and_counts_what_it_gave()
    {
        var (id, url) = await ShareAsync("""{"max_downloads": 2}""");
        var etag = (await host.GetAsync(url)).Headers.ETag!.ToString();
        using var head = new HttpRequestMessage(HttpMethod.Head, url);
        Assert.Equal(200, (int)(await host.Client.SendAsync(head)).StatusCode);
        Assert.Equal(304, (int)(await host.GetAsync(url, ("If-None-Match", etag))).StatusCode);
        // A part would be a way around the count.
        using var part = await host.GetAsync(url, ("Range", "bytes=1-"));
        Assert.Equal((200, host.Shelf.Length), ((int)part.StatusCode, (await part.Content.ReadAsByteArrayAsync()).Length));

        await EndedAsync(url);
        var link = await LinkAsync(id);
        Assert.Equal((2, false), (link.GetProperty("downloads").GetInt32(), link.GetProperty("open").GetBoolean()));
        Assert.Equal(JsonValueKind.String, link.GetProperty("last_download_at").ValueKind);
    }

    [Fact]
    public async Task Of_many_who_come_at_once_as_many_are_served_as_there_are_left()
    {
        var (_, url) = await ShareAsync("""{"max_downloads": 5}""");
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => host.GetAsync(url)));
        Assert.Equal(5, answers.Count(answer => (int)answer.StatusCode == 200));
        Assert.Equal(15, answers.Count(answer => (int)answer.StatusCode == 410));
    }

    [Fact]
    public async Task What_the_store_does_not_give_uses_nothing_up()
    {
        var (id, url) = await ShareAsync();
        host.Shelf.IsDown = true;
        Assert.Equal("object_store_unavailable", (await JobsHost.ProblemAsync(await host.GetAsync(url), 503)).GetProperty("code").GetString());
        host.Shelf.IsDown = false;
        host.Shelf.Make(ExportHost.KeyOf(image), new() { IsMissing = true });
        await JobsHost.ProblemAsync(await host.GetAsync(url), 503);
        Assert.Equal(0, (await LinkAsync(id)).GetProperty("downloads").GetInt32());
    }

    [Fact]
    public async Task Once_taken_back_it_gives_nothing_and_others_go_on()
    {
        var (id, url) = await ShareAsync();
        var (_, other) = await ShareAsync();
        Assert.Equal(204, (int)(await host.DeleteAsync("/api/v1/links/" + id)).StatusCode);
        Assert.Equal(204, (int)(await host.DeleteAsync("/api/v1/links/" + id)).StatusCode);

        await EndedAsync(url);
        Assert.Equal(200, (int)(await host.GetAsync(other)).StatusCode);
        Assert.Equal(JsonValueKind.String, (await LinkAsync(id)).GetProperty("revoked_at").ValueKind);
    }

    [Fact]
    public async Task It_ends_at_its_time_and_is_forgotten_a_month_later()
    {
        var (id, url) = await ShareAsync();
        var links = host.Service<IDocuments<ImageLink>>();
        await ExpireAsync(TimeProvider.System.GetUtcNow().AddSeconds(-1));
        await EndedAsync(url);
        Assert.Equal(0, await host.Service<LinkPurge>().RunOnceAsync(default));
        await ExpireAsync(TimeProvider.System.GetUtcNow().AddDays(-31));
        Assert.Equal(1, await host.Service<LinkPurge>().RunOnceAsync(default));
        Assert.Null(await links.GetAsync(id, default));
        await JobsHost.ProblemAsync(await host.GetAsync(url), 404);

        Task ExpireAsync(DateTimeOffset at) => links.ChangeAsync(id, link => link with { ExpiresAt = at.ToUnixTimeMilliseconds() }, default);
    }

    [Theory]
    [InlineData("image")]
    [InlineData("job")]
    public async Task A_picture_in_the_trash_is_shared_with_nobody_until_it_is_brought_back(string what)
    {
        var (_, url) = await ShareAsync();
        var address = what == "image" ? "/api/v1/images/" + image : "/api/v1/jobs/" + ImageId.JobOf(image);
        await host.DeleteAsync(address);
        await EndedAsync(url);
        using var again = await host.PostAsync($"/api/v1/images/{image}/links", "{}");
        Assert.Equal("image_not_shareable", (await JobsHost.ProblemAsync(again, 409)).GetProperty("code").GetString());

        await host.PostAsync(address + "/restore", "");
        Assert.Equal(200, (int)(await host.GetAsync(url)).StatusCode);
    }

    [Fact]
    public async Task Nothing_that_is_kept_or_listed_opens_it()
    {
        var (id, url) = await ShareAsync();
        var token = url[(url.LastIndexOf('/') + 1)..];
        var kept = JsonSerializer.Serialize((await host.Service<IDocuments<ImageLink>>().GetAsync(id, default))!.Body);
        Assert.DoesNotContain(token, kept, StringComparison.Ordinal);
        Assert.DoesNotContain(token, (await host.ReadAsync("/api/v1/links")).GetRawText(), StringComparison.Ordinal);

        var link = (await host.Service<IDocuments<ImageLink>>().GetAsync(id, default))!.Body;
        foreach (var guess in new[] { id, link.Hash, link.Hash[..43], token[..^1], token + "=", token.ToUpperInvariant(), token[..^1] + (token[^1] == 'A' ? 'B' : 'A'), "x", new string('A', 43) })
            Assert.Equal("link_not_found", (await JobsHost.ProblemAsync(await host.GetAsync("/api/v1/shared/" + guess), 404)).GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("""{"max_downloads": 0}""", 422)]
    [InlineData("""{"max_downloads": 100001}""", 422)]
    [InlineData("""{"expires_at": "2020-01-01T00:00:00Z"}""", 422)]
    [InlineData("""{"expires_at": "2099-01-01T00:00:00Z"}""", 422)]
    [InlineData("""{"expires_at": "0001-01-01T00:00:00+14:00"}""", 400)]
    [InlineData("""{"expires_at": "tomorrow"}""", 400)]
    [InlineData("""{"max_downloads": 1.5}""", 400)]
    [InlineData("""{"image": "x"}""", 400)]
    [InlineData("", 400)]
    public async Task What_can_not_be_meant_is_refused(string json, int status) =>
        await JobsHost.ProblemAsync(await host.PostAsync($"/api/v1/images/{image}/links", json), status);

    [Fact]
    public async Task By_default_it_lives_for_a_week_and_gives_a_hundred_times()
    {
        var (id, _) = await ShareAsync();
        var link = await LinkAsync(id);
        Assert.Equal(7, (link.GetProperty("expires_at").GetDateTimeOffset() - link.GetProperty("created_at").GetDateTimeOffset()).TotalDays);
        Assert.Equal((100, image, "local", true), (
            link.GetProperty("max_downloads").GetInt32(), link.GetProperty("image_id").GetString(), link.GetProperty("created_by").GetString(), link.GetProperty("open").GetBoolean()));
    }

    [Fact]
    public async Task A_picture_has_a_hundred_living_links_and_no_more()
    {
        var made = new List<string>();
        for (var i = 0; i < 100; i++)
            made.Add((await ShareAsync()).Id);
        using var refused = await host.PostAsync($"/api/v1/images/{image}/links", "{}");
        Assert.Equal("too_many_links", (await JobsHost.ProblemAsync(refused, 409)).GetProperty("code").GetString());
        await host.DeleteAsync("/api/v1/links/" + made[0]);
        await ShareAsync();
    }

    [Fact]
    public async Task They_are_listed_newest_first_page_by_page_and_for_one_picture()
    {
        var other = (await host.StoredAsync("""{"prompt": "a hare"}""", 0))[0];
        string[] made = [(await ShareAsync()).Id, (await ShareAsync(of: other)).Id, (await ShareAsync()).Id];
        await host.DeleteAsync("/api/v1/links/" + made[0]);

        var first = await host.ReadAsync("/api/v1/links?limit=2");
        var second = await host.ReadAsync($"/api/v1/links?limit=2&cursor={first.GetProperty("next_cursor").GetString()}");

        Assert.Equal(made.Order(), Ids(first).Concat(Ids(second)).Order());
        Assert.Equal([made[1]], Ids(await host.ReadAsync("/api/v1/links?image=" + other)));
        await JobsHost.ProblemAsync(await host.GetAsync($"/api/v1/links?image={other}&cursor={first.GetProperty("next_cursor").GetString()}"), 400);
        Assert.Empty(Ids(await host.ReadAsync("/api/v1/links?image=img_nothing_1_0")));
    }

    [Theory]
    [InlineData("img_nothing_1_0")]
    [InlineData("img_nothing")]
    [InlineData("x")]
    public async Task A_picture_that_is_not_there_can_not_be_shared(string id) =>
        Assert.Equal("image_not_found", (await JobsHost.ProblemAsync(await host.PostAsync($"/api/v1/images/{id}/links", "{}"), 404)).GetProperty("code").GetString());

    private async Task<(string Id, string Url)> ShareAsync(string json = "{}", string? of = null)
    {
        using var answer = await host.PostAsync($"/api/v1/images/{of ?? image}/links", json);
        Assert.Equal(201, (int)answer.StatusCode);
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        var made = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return (made.GetProperty("link").GetProperty("id").GetString()!, made.GetProperty("url").GetString()!);
    }

    private async Task EndedAsync(string url) => Assert.Equal("link_ended", (await JobsHost.ProblemAsync(await host.GetAsync(url), 410)).GetProperty("code").GetString());

    private async Task<JsonElement> LinkAsync(string id) =>
        (await host.ReadAsync("/api/v1/links?limit=100")).GetProperty("data").EnumerateArray().Single(link => link.GetProperty("id").GetString() == id);

    private static IEnumerable<string> Ids(JsonElement page) => page.GetProperty("data").EnumerateArray().Select(link => link.GetProperty("id").GetString()!);
}
