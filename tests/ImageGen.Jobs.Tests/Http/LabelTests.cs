using System.Net.Http.Json;
using System.Text.Json;
using ImageGen.Jobs.Domain;
using ImageGen.Jobs.Tests.Support;

namespace ImageGen.Jobs.Tests.Http;

public sealed class LabelTests(JobsHost host) : IClassFixture<JobsHost>
{
    [Fact]
    public async Task A_patch_changes_what_it_names_and_nothing_else()
    {
        var id = await host.CreateIdAsync("""{"prompt": "a fox", "title": "Fox", "tags": ["red", "wild"]}""");
        var job = await PatchAsync(id, """{"favorite": true}""");
        Assert.Equal(("Fox", true), (job.GetProperty("title").GetString(), job.GetProperty("favorite").GetBoolean()));
        Assert.Equal(["red", "wild"], Tags(job));
        job = await PatchAsync(id, """{"tags": ["tame"], "title": null}""");
        Assert.Equal((JsonValueKind.Null, true), (job.GetProperty("title").ValueKind, job.GetProperty("favorite").GetBoolean()));
        Assert.Equal(["tame"], Tags(job));
        job = await PatchAsync(id, """{"tags": null, "favorite": null, "title": "Vixen"}""", "application/json");
        Assert.Equal(("Vixen", false), (job.GetProperty("title").GetString(), job.GetProperty("favorite").GetBoolean()));
        Assert.Empty(Tags(job));
        Assert.Equal(job.GetRawText(), (await host.ReadAsync("/api/v1/jobs/" + id)).GetRawText());
    }

    [Fact]
    public async Task A_change_raises_the_version_and_is_told_to_those_who_watch()
    {
        var id = await host.CreateIdAsync();
        await using var events = await EventReader.OpenAsync(host, $"/api/v1/jobs/{id}/events");
        var before = await events.NextJobAsync();
        var patched = await PatchAsync(id, """{"title": "Fox"}""");
        var told = await events.NextJobAsync();
        Assert.Equal("Fox", told.GetProperty("title").GetString());
        Assert.Equal(before.GetProperty("version").GetInt64() + 1, told.GetProperty("version").GetInt64());
        Assert.Equal(told.GetProperty("version").GetInt64(), patched.GetProperty("version").GetInt64());
        var same = await PatchAsync(id, """{"title": "Fox"}""");
        Assert.Equal(told.GetProperty("version").GetInt64(), same.GetProperty("version").GetInt64());
    }

    [Fact]
    public void Labels_change_nothing_of_what_the_job_waits_for()
    {
        var job = JobRules.Accept(Some.Order(), "job_1", "ada", Some.Now);
        var labelled = JobRules.Label(job, new JobLabels("Fox", ["red"], Favorite: true), Some.Now + 5);
        Assert.Equal((job.NudgeAt, job.ExpiresAt, job.Status), (labelled.NudgeAt, labelled.ExpiresAt, labelled.Status));
        Assert.Equal(job.Outbox, labelled.Outbox);
        Assert.Equal((job.Revision + 1, Some.Now + 5), (labelled.Revision, labelled.ChangedAt));
        Assert.Same(labelled, JobRules.Label(labelled, new JobLabels("Fox", ["red"], Favorite: true), Some.Now + 9));
    }

    [Theory]
    [InlineData("""{"tags": ["a", ""]}""", "/tags/1")]
    [InlineData("""{"tags": [null]}""", "/tags/0")]
    public async Task A_label_that_breaks_a_rule_is_422_and_named(string body, string pointer)
    {
        var id = await host.CreateIdAsync();
        var problem = await JobsHost.ProblemAsync(await host.PatchAsync("/api/v1/jobs/" + id, body), 422);
        Assert.Equal(pointer, problem.GetProperty("errors")[0].GetProperty("pointer").GetString());
    }

    [Fact]
    public async Task A_title_that_is_too_long_is_422_and_named()
    {
        var id = await host.CreateIdAsync();
        var problem = await JobsHost.ProblemAsync(await host.PatchAsync("/api/v1/jobs/" + id, $$"""{"title": "{{new string('x', 201)}}"}"""), 422);
        Assert.Equal("/title", problem.GetProperty("errors")[0].GetProperty("pointer").GetString());
    }

    [Theory]
    [InlineData("""{"prompt": "another"}""")]
    [InlineData("""{"favorite": "yes"}""")]
    [InlineData("""{"tags": "red"}""")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("")]
    public async Task A_patch_that_can_not_be_read_is_400(string body) =>
        await JobsHost.ProblemAsync(await host.PatchAsync("/api/v1/jobs/" + await host.CreateIdAsync(), body), 400);

    [Fact]
    public async Task A_patch_of_another_type_is_415() =>
        await JobsHost.ProblemAsync(await host.PatchAsync("/api/v1/jobs/" + await host.CreateIdAsync(), "title=x", "text/plain"), 415);

    private static IEnumerable<string?> Tags(JsonElement job) => job.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString());

    private async Task<JsonElement> PatchAsync(string id, string json, string type = "application/merge-patch+json")
    {
        var response = await host.PatchAsync("/api/v1/jobs/" + id, json, type);
        Assert.Equal(200, (int)response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }
}
