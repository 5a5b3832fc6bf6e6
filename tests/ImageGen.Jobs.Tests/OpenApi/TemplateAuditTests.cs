using System.Net.Http.Json;
using System.Text.Json;
using ImageGen.Contracts;
using ImageGen.Jobs.Tests.Support;
using ImageGen.TestKit;

namespace ImageGen.Jobs.Tests.OpenApi;

/// <summary>What people do with templates, and that they have prompts rewritten, is on record.</summary>
public sealed class TemplateAuditTests(MongoServer mongo)
{
    /// <summary>Nobody listens there: that somebody is asked is on record whatever comes of it.</summary>
    private static readonly (string Name, string Value)[] PromptHelp =
        [("Volcengine:Ark:ApiKey", "key"), ("Volcengine:Ark:Endpoint", "http://127.0.0.1:9"), ("Volcengine:Ark:ChatModel", "doubao-seed-1-6-flash-250828")];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_done_with_a_template_is_on_record_once_each(bool overMongo)
    {
        await using var people = overMongo ? await RecordedPeople.BeginAsync(("MONGODB_URL", await mongo.NewDatabaseAsync())) : await RecordedPeople.BeginAsync();
        var id = await MakeAsync(people, "Shop", "a {animal}");
        await PutAsync(people, id, "a {animal} in snow");
        // Nothing changes, so nothing is done.
        await PutAsync(people, id, "a {animal} in snow");
        object[] file = [new { name = "Shop", prompt = "a {animal} in rain" }, new { name = "Other", prompt = "a hen" }, new { name = "", prompt = "no name" }];
        var imported = await people.AsAsync(people.Bob, HttpMethod.Post, "/api/v1/templates/import", new { templates = file });
        await people.AsAsync(people.Bob, HttpMethod.Delete, $"/api/v1/templates/{id}", null);

        var entries = await people.EntriesAsync(id, 4);

        Assert.Equal(["template.created", "template.changed", "template.imported", "template.deleted"], entries.Select(entry => Text(entry, "action")));
        Assert.Equal(["a {animal}", "a {animal} in snow", "a {animal} in rain"], entries.SkipLast(1).Select(entry => Text(entry.GetProperty("details"), "prompt")));
        Assert.All(entries, entry => Assert.Equal(("Shop", Text(entries[0], "actor")), (Text(entry.GetProperty("details"), "name"), Text(entry, "actor"))));
        Assert.All(entries, entry => Assert.StartsWith("usr_", Text(entry, "actor"), StringComparison.Ordinal));
        var other = Text(imported.GetProperty("entries")[1], "id")!;
        Assert.Equal("template.imported", Text(Assert.Single(await people.EntriesAsync(other, 1)), "action"));
        // What was refused, and what was taken away before it was told, leave nothing behind.
        Assert.Equal(2, (await people.ListedAsync("?action=template.imported")).Count);
    }

    [Fact]
    public async Task A_refused_template_is_not_on_record()
    {
        await using var people = await RecordedPeople.BeginAsync();
        var id = await MakeAsync(people, "Shop", "a fox");
        using var taken = await SendAsync(people, HttpMethod.Post, "/api/v1/templates", new { name = "Shop", prompt = "a hen" });
        Assert.Equal(409, (int)taken.StatusCode);
        using var foreign = await people.KnockAsync(people.Ada, "DELETE", $"/api/v1/templates/{id}");
        Assert.Equal(404, (int)foreign.StatusCode);
        await people.EntriesAsync(id, 1);
        Assert.Single(await people.ListedAsync($"?action=template.created&object={id}"));
        Assert.Empty(await people.ListedAsync("?action=template.deleted"));
    }

    [Fact]
    public async Task While_the_record_takes_nothing_a_template_is_made_and_none_is_deleted()
    {
        await using var people = await RecordedPeople.BeginAsync(PromptHelp);
        people.IsAway = true;
        var id = await MakeAsync(people, "Shop", "a fox");

        using var kept = await people.KnockAsync(people.Bob, "DELETE", $"/api/v1/templates/{id}");
        using var unasked = await SendAsync(people, HttpMethod.Post, "/api/v1/prompts/optimize", new { prompt = "a fox" });

        Assert.Equal("audit_unavailable", Text(await JobsHost.ProblemAsync(kept, 503), "code"));
        Assert.Equal("audit_unavailable", Text(await JobsHost.ProblemAsync(unasked, 503), "code"));
        await people.AsAsync(people.Bob, HttpMethod.Get, $"/api/v1/templates/{id}", null);
        Assert.Empty(await people.ListedAsync($"?object={id}"));

        people.IsAway = false;
        await people.AsAsync(people.Bob, HttpMethod.Delete, $"/api/v1/templates/{id}", null);
        // What waited in it has gone out before it went.
        Assert.Equal(["template.created", "template.deleted"], (await people.EntriesAsync(id, 2)).Select(entry => Text(entry, "action")));
    }

    [Theory]
    [InlineData("whole")]
    [InlineData("hashed")]
    [InlineData("none")]
    public async Task Of_a_prompt_that_is_to_be_rewritten_the_record_has_what_the_policy_says(string policy)
    {
        await using var people = await RecordedPeople.BeginAsync([.. PromptHelp, ("Audit:Prompts", policy)]);
        using var answer = await SendAsync(people, HttpMethod.Post, "/api/v1/prompts/optimize", new { prompt = "a fox", model = "jimeng-t2i-4.0", language = "en" });
        Assert.Equal("prompt_help_unavailable", Text(await JobsHost.ProblemAsync(answer, 503), "code"));
        var id = await MakeAsync(people, "Shop", "a fox");

        // Already: it was waited for.
        var details = Assert.Single(await people.ListedAsync("?action=prompt.optimized")).GetProperty("details");

        Assert.Equal(("jimeng-t2i-4.0", "en"), (Text(details, "model"), Text(details, "language")));
        var template = Assert.Single(await people.EntriesAsync(id, 1)).GetProperty("details");
        foreach (var recorded in new[] { details, template })
        {
            Assert.Equal(policy == "whole" ? "a fox" : null, Text(recorded, "prompt"));
            Assert.Equal(policy == "hashed" ? PromptHash.Of("a fox") : null, Text(recorded, "prompt_sha256"));
        }
    }

    private static async Task<string> MakeAsync(TwoPeople people, string name, string prompt) =>
        Text(await people.AsAsync(people.Bob, HttpMethod.Post, "/api/v1/templates", new { name, prompt }), "id")!;

    private static async Task PutAsync(TwoPeople people, string id, string prompt) =>
        await people.AsAsync(people.Bob, HttpMethod.Put, $"/api/v1/templates/{id}", new { name = "Shop", prompt });

    private static async Task<HttpResponseMessage> SendAsync(TwoPeople people, HttpMethod method, string path, object body)
    {
        using var request = TwoPeople.Request(people.Bob, method, path, JsonContent.Create(body));
        return await people.Client.SendAsync(request);
    }

    private static string? Text(JsonElement body, string name) => body.TryGetProperty(name, out var value) ? value.GetString() : null;
}
