using System.Net.Http.Json;
using System.Text.Json;
using ImageGen.Jobs.Tests.Support;

namespace ImageGen.Jobs.Tests.Http;

public sealed class TrashTests : IAsyncLifetime
{
    private readonly JobsHost host = new();

    public ValueTask InitializeAsync() => host.InitializeAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task What_is_thrown_away_is_in_no_list_but_that_of_the_trash_and_answers_by_its_id()
    {
        var (gone, kept) = (await EndedAsync(), await EndedAsync());
        var deleted = await BodyAsync(await host.DeleteAsync("/api/v1/jobs/" + gone));
        Assert.Equal([kept], await IdsAsync("/api/v1/jobs"));
        Assert.Equal([kept], await IdsAsync("/api/v1/jobs?deleted=false&status=failed&model=jimeng-t2i-4.0"));
        Assert.Equal([gone], await IdsAsync("/api/v1/jobs?deleted=true"));
        Assert.Equal([gone], await IdsAsync("/api/v1/jobs?deleted=true&status=failed"));
        var found = await host.ReadAsync("/api/v1/jobs/" + gone);
        Assert.Equal(deleted.GetRawText(), found.GetRawText());
        Assert.Equal(JsonValueKind.String, found.GetProperty("deleted_at").ValueKind);
    }

    [Fact]
    public async Task A_job_that_is_restored_is_as_it_was()
    {
        var id = await EndedAsync();
        var before = await host.ReadAsync("/api/v1/jobs/" + id);
        await BodyAsync(await host.DeleteAsync("/api/v1/jobs/" + id));
        var after = await BodyAsync(await host.PostAsync($"/api/v1/jobs/{id}/restore", ""));
        Assert.Equal(Text(before, "version", "updated_at"), Text(after, "version", "updated_at"));
        Assert.Equal(before.GetProperty("version").GetInt64() + 2, after.GetProperty("version").GetInt64());
        Assert.Equal([id], await IdsAsync("/api/v1/jobs"));
        Assert.Empty(await IdsAsync("/api/v1/jobs?deleted=true"));
    }

    [Fact]
    public async Task Doing_it_twice_changes_nothing_more()
    {
        var id = await EndedAsync();
        var first = await BodyAsync(await host.DeleteAsync("/api/v1/jobs/" + id));
        Assert.Equal(first.GetRawText(), (await BodyAsync(await host.DeleteAsync("/api/v1/jobs/" + id))).GetRawText());
        var restored = await BodyAsync(await host.PostAsync($"/api/v1/jobs/{id}/restore", ""));
        Assert.Equal(restored.GetRawText(), (await BodyAsync(await host.PostAsync($"/api/v1/jobs/{id}/restore", ""))).GetRawText());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_job_that_has_not_ended_must_be_canceled_first(bool needsAttention)
    {
        var id = await host.CreateIdAsync();
        if (needsAttention)
            await host.TellAsync(id, Some.Unknown(0));
        var problem = await JobsHost.ProblemAsync(await host.DeleteAsync("/api/v1/jobs/" + id), 409);
        Assert.Equal("job_open", problem.GetProperty("code").GetString());
        Assert.Contains("Cancel it first", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        await host.PostAsync($"/api/v1/jobs/{id}/cancel", "");
        await BodyAsync(await host.DeleteAsync("/api/v1/jobs/" + id));
    }

    [Fact]
    public async Task What_is_in_the_trash_is_neither_changed_nor_retried()
    {
        var id = await EndedAsync();
        await BodyAsync(await host.DeleteAsync("/api/v1/jobs/" + id));
        foreach (var answer in new[] { await host.PatchAsync("/api/v1/jobs/" + id, """{"title": "x"}"""), await host.PostAsync($"/api/v1/jobs/{id}/retry", "{}") })
            Assert.Equal("job_deleted", (await JobsHost.ProblemAsync(answer, 409)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_picture_that_comes_late_is_kept_in_the_trash_too()
    {
        var id = await host.CreateIdAsync();
        await host.TellAsync(id, Some.Started(0));
        await host.PostAsync($"/api/v1/jobs/{id}/cancel", "");
        await BodyAsync(await host.DeleteAsync("/api/v1/jobs/" + id));
        await host.TellAsync(id, Some.Generated(0), Some.Stored(0));
        Assert.Empty(await IdsAsync("/api/v1/jobs"));
        var restored = await BodyAsync(await host.PostAsync($"/api/v1/jobs/{id}/restore", ""));
        Assert.Single(restored.GetProperty("images").EnumerateArray());
    }

    [Fact]
    public async Task A_stream_tells_who_watches_and_who_comes_back_but_not_who_comes_new()
    {
        var id = await EndedAsync();
        await using var watching = await EventReader.OpenAsync(host, "/api/v1/events");
        var cursor = (await watching.NextAsync()).Id!;
        await BodyAsync(await host.DeleteAsync("/api/v1/jobs/" + id));
        await using var back = await EventReader.OpenAsync(host, "/api/v1/events", ("Last-Event-ID", cursor));
        await using var fresh = await EventReader.OpenAsync(host, "/api/v1/events");
        foreach (var reader in new[] { watching, back })
        {
            // Its end may be told as well, if that was still on its way.
            JsonElement told;
            do
            {
                told = await reader.NextJobAsync();
                Assert.Equal(id, told.GetProperty("id").GetString());
            }
            while (told.GetProperty("deleted_at").ValueKind == JsonValueKind.Null);
        }

        var open = await host.CreateIdAsync();
        Assert.Equal(open, (await fresh.NextJobAsync()).GetProperty("id").GetString());
    }

    private static string Text(JsonElement job, params string[] without) =>
        string.Join(',', job.EnumerateObject().Where(member => !without.Contains(member.Name)).Select(member => $"{member.Name}:{member.Value.GetRawText()}"));

    private static async Task<JsonElement> BodyAsync(HttpResponseMessage response)
    {
        Assert.Equal(200, (int)response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private async Task<string> EndedAsync()
    {
        var id = await host.CreateIdAsync();
        await host.TellAsync(id, Some.Failed(0));
        return id;
    }

    private async Task<IEnumerable<string?>> IdsAsync(string path) =>
        (await host.ReadAsync(path)).GetProperty("data").EnumerateArray().Select(job => job.GetProperty("id").GetString());
}
