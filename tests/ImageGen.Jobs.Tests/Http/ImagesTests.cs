using System.Net.Http.Json;
using System.Text.Json;
using ImageGen.Contracts;
using ImageGen.Jobs.Tests.Support;

namespace ImageGen.Jobs.Tests.Http;

/// <summary>Lists of pictures, and what people make of single ones.</summary>
public sealed class ImagesTests : IAsyncLifetime
{
    private readonly JobsHost host = new();

    public ValueTask InitializeAsync() => host.InitializeAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Pictures_that_are_stored_are_listed_with_what_their_job_is()
    {
        var empty = await host.CreateIdAsync();
        var pair = await StoredAsync("""{"prompt": "a fox", "count": 2, "title": "Fox"}""", 0, 1);
        var half = await StoredAsync("""{"prompt": "a wolf", "count": 2}""", 1);

        var list = await host.ReadAsync("/api/v1/images");

        Assert.Equal([half[0], pair[0], pair[1]], Ids(list));
        Assert.DoesNotContain(empty, list.GetRawText(), StringComparison.Ordinal);
        var first = list.GetProperty("data")[1];
        Assert.Equal(("a fox", "Fox", "jimeng-t2i-4.0"), (Text(first, "prompt"), Text(first, "job_title"), Text(first, "model")));
        Assert.Equal(ImageId.ContentPath(pair[0]), Text(first, "url"));
        Assert.Equal("local", first.GetProperty("owner").GetProperty("user").GetString());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(100)]
    public async Task Pages_split_a_job_and_show_each_picture_once(int limit)
    {
        var all = new List<string>();
        foreach (var stored in new int[][] { [0, 1, 2], [], [1], [0, 3] })
        {
            all.InsertRange(0, await StoredAsync("""{"prompt": "a fox", "count": 4}""", stored));
        }

        var seen = new List<string>();
        for (var address = $"/api/v1/images?limit={limit}"; address is not null;)
        {
            var page = await host.ReadAsync(address);
            Assert.InRange(page.GetProperty("data").GetArrayLength(), 0, limit);
            seen.AddRange(Ids(page)!);
            address = page.GetProperty("next_cursor").GetString() is { } cursor ? $"/api/v1/images?limit={limit}&cursor={cursor}" : null;
        }

        Assert.Equal(all, seen);
    }

    [Fact]
    public async Task A_picture_has_labels_of_its_own_and_is_found_by_them()
    {
        var fox = await StoredAsync("""{"prompt": "a fox in the snow", "count": 2, "tags": ["job"]}""", 0, 1);
        var wolf = await StoredAsync("""{"prompt": "a wolf in the snow"}""", 0);
        await PatchAsync(fox[1], """{"title": "Best one", "tags": ["print"], "favorite": true}""");

        await AssertListAsync("tag=print", fox[1]);
        await AssertListAsync("tag=job");
        await AssertListAsync("favorite=true", fox[1]);
        await AssertListAsync("favorite=false", wolf[0], fox[0]);
        await AssertListAsync("q=snow", wolf[0], fox[0], fox[1]);
        await AssertListAsync("q=best%20snow", fox[1]);
        await AssertListAsync("q=wolf&favorite=true");
        await AssertListAsync("q=snow&tag=print&favorite=true&status=succeeded&model=jimeng-t2i-4.0", fox[1]);
        await AssertListAsync("created_before=2020-01-01T00:00:00Z");
        // The job is what it was.
        Assert.Empty((await host.ReadAsync("/api/v1/jobs?tag=print")).GetProperty("data").EnumerateArray());
        Assert.Empty((await host.ReadAsync("/api/v1/jobs?q=best")).GetProperty("data").EnumerateArray());
        Assert.Empty((await host.ReadAsync("/api/v1/jobs?favorite=true")).GetProperty("data").EnumerateArray());
    }

    [Fact]
    public async Task A_patch_changes_what_it_names_raises_the_version_of_the_job_and_is_told()
    {
        var id = (await StoredAsync("""{"prompt": "a fox"}""", 0))[0];
        var job = "/api/v1/jobs/" + ImageId.JobOf(id);
        var before = (await host.ReadAsync(job)).GetProperty("version").GetInt64();
        await using var events = await EventReader.OpenAsync(host, job + "/events");
        await events.NextJobAsync();

        await PatchAsync(id, """{"title": "Fox", "tags": ["a", "b"]}""");
        var patched = await PatchAsync(id, """{"title": null, "favorite": true}""");

        Assert.Equal((JsonValueKind.Null, true, 2), (patched.GetProperty("title").ValueKind, patched.GetProperty("favorite").GetBoolean(), patched.GetProperty("tags").GetArrayLength()));
        Assert.Equal("Fox", (await events.NextJobAsync()).GetProperty("images")[0].GetProperty("title").GetString());
        Assert.True((await events.NextJobAsync()).GetProperty("images")[0].GetProperty("favorite").GetBoolean());
        await PatchAsync(id, """{"favorite": true}""");
        Assert.Equal(before + 2, (await host.ReadAsync(job)).GetProperty("version").GetInt64());
    }

    [Fact]
    public async Task What_is_thrown_away_is_in_the_trash_only_and_comes_back_as_it_was()
    {
        var pair = await StoredAsync("""{"prompt": "a fox", "count": 2}""", 0, 1);
        await PatchAsync(pair[0], """{"tags": ["print"], "favorite": true}""");
        var deleted = await BodyAsync(await host.DeleteAsync("/api/v1/images/" + pair[0]));
        Assert.Equal(JsonValueKind.String, deleted.GetProperty("deleted_at").ValueKind);
        Assert.Equal(deleted.GetRawText(), (await BodyAsync(await host.DeleteAsync("/api/v1/images/" + pair[0]))).GetRawText());

        await AssertListAsync("", pair[1]);
        await AssertListAsync("favorite=true");
        await AssertListAsync("deleted=true&tag=print&favorite=true", pair[0]);
        await BodyAsync(await host.PostAsync($"/api/v1/images/{pair[0]}/restore", ""));
        await AssertListAsync("favorite=true&tag=print", pair[0]);
        await AssertListAsync("deleted=true");
    }

    [Fact]
    public async Task Pictures_go_into_the_trash_with_their_job_and_stay_as_they_are_there()
    {
        var id = (await StoredAsync("""{"prompt": "a fox"}""", 0))[0];
        var job = "/api/v1/jobs/" + ImageId.JobOf(id);
        await BodyAsync(await host.DeleteAsync(job));

        await AssertListAsync("");
        await AssertListAsync("deleted=true");
        Assert.Equal("job_deleted", Text(await JobsHost.ProblemAsync(await host.PatchAsync("/api/v1/images/" + id, """{"title": "x"}"""), 409), "code"));
        await BodyAsync(await host.PostAsync(job + "/restore", ""));
        await AssertListAsync("", id);
    }

    [Theory]
    [InlineData("img_nothing_1_0")]
    [InlineData("img_nothing")]
    [InlineData("job_nothing")]
    public async Task What_is_not_there_is_404(string id)
    {
        foreach (var answer in new[] { await host.PatchAsync("/api/v1/images/" + id, "{}"), await host.DeleteAsync("/api/v1/images/" + id), await host.PostAsync($"/api/v1/images/{id}/restore", "") })
            Assert.Equal("image_not_found", Text(await JobsHost.ProblemAsync(answer, 404), "code"));
    }

    [Fact]
    public async Task A_place_without_a_picture_has_no_labels()
    {
        var job = await host.CreateIdAsync();
        await JobsHost.ProblemAsync(await host.PatchAsync("/api/v1/images/" + ImageId.Of(job, 1, 0), """{"title": "x"}"""), 404);
    }

    [Fact]
    public async Task A_label_that_breaks_a_rule_is_422_and_a_cursor_of_another_list_400()
    {
        var id = (await StoredAsync("""{"prompt": "a fox"}""", 0))[0];
        await JobsHost.ProblemAsync(await host.PatchAsync("/api/v1/images/" + id, """{"tags": [""]}"""), 422);
        await StoredAsync("""{"prompt": "a fox"}""", 0);
        var cursor = (await host.ReadAsync("/api/v1/images?limit=1")).GetProperty("next_cursor").GetString();
        await JobsHost.ProblemAsync(await host.GetAsync($"/api/v1/images?limit=1&favorite=true&cursor={cursor}"), 400);
    }

    /// <returns>The ids of the job's pictures.</returns>
    private async Task<IReadOnlyList<string>> StoredAsync(string job, params int[] places)
    {
        var id = await host.CreateIdAsync(job);
        IReadOnlyList<string> images = [.. places.Select(place => ImageId.Of(id, 1, place))];
        foreach (var (place, image) in places.Zip(images))
        {
            var generated = Some.Generated(place);
            await host.TellAsync(
                id, Some.Started(place), generated with { Images = [.. generated.Images.Select(made => made with { ImageId = image })] }, Some.Stored(place) with { ImageId = image });
        }

        return images;
    }

    private async Task AssertListAsync(string query, params string[] ids) => Assert.Equal(ids, Ids(await host.ReadAsync("/api/v1/images?" + query)));

    private async Task<JsonElement> PatchAsync(string id, string json) => await BodyAsync(await host.PatchAsync("/api/v1/images/" + id, json));

    private static async Task<JsonElement> BodyAsync(HttpResponseMessage response)
    {
        Assert.Equal(200, (int)response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static IEnumerable<string?> Ids(JsonElement page) => page.GetProperty("data").EnumerateArray().Select(image => Text(image, "id"));

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
