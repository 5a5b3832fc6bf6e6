using System.Net.Http.Json;
using System.Text.Json;
using ImageGen.Jobs.Templates;
using ImageGen.Jobs.Tests.Batches;
using ImageGen.Jobs.Tests.Support;
using ImageGen.TestKit;

namespace ImageGen.Jobs.Tests.Templates;

public sealed class TemplateJobTests(JobsHost host) : IClassFixture<JobsHost>
{
    private const string Content =
        """
        "prompt": "a {animal} in the {season}, {{raw}}", "model": "jimeng-t2i-3.0", "style": "ink", "tags": ["kept"], "parameters": {"seed": 7},
        "variables": [{"name": "season", "choices": ["snow", "rain"], "default": "snow"}]
        """;

    [Fact]
    public async Task A_job_is_what_the_template_says_filled_with_its_variables()
    {
        var id = await MakeAsync(Content);
        var job = await host.CreateAsync($$$"""{"template_id": "{{{id}}}", "variables": {"animal": "{season} fox"}}""");
        var asked = job.GetProperty("parameters");
        Assert.Equal("a {season} fox in the snow, {raw}", asked.GetProperty("prompt").GetString());
        Assert.Equal((7, "ink", "jimeng-t2i-3.0"), (asked.GetProperty("seed").GetInt32(), asked.GetProperty("style").GetString(), job.GetProperty("model").GetString()));
        Assert.Equal((id, "kept"), (job.GetProperty("template_id").GetString(), job.GetProperty("tags")[0].GetString()));
    }

    [Fact]
    public async Task What_the_request_says_itself_wins()
    {
        var id = await MakeAsync(Content);
        var job = await host.CreateAsync($$"""{"template_id": "{{id}}", "prompt": "a {hen}", "seed": 9, "tags": []}""");
        Assert.Equal(("a {hen}", 9), (job.GetProperty("parameters").GetProperty("prompt").GetString(), job.GetProperty("parameters").GetProperty("seed").GetInt32()));
        Assert.Empty(job.GetProperty("tags").EnumerateArray());
    }

    [Theory]
    [InlineData("""{"template_id": "ID"}""", "/variables/animal")]
    [InlineData("""{"template_id": "ID", "variables": {"animal": "fox", "place": "x"}}""", "/variables/place")]
    [InlineData("""{"template_id": "ID", "variables": {"animal": "fox", "season": "fog"}}""", "/variables/season")]
    [InlineData("""{"template_id": "ID", "variables": {"animal": null}}""", "/variables/animal")]
    [InlineData("""{"template_id": "ID", "variables": {"animal": "fox", "a/b~": "x"}}""", "/variables/a~1b~0")]
    [InlineData("""{"template_id": "ID", "variables": {"animal": "fox"}, "model": "jimeng-t2i-4.0"}""", "/template_id")]
    [InlineData("""{"template_id": "ID", "variables": {"animal": "fox"}, "size": "1x1"}""", "/size")]
    [InlineData("""{"template_id": "tpl_none"}""", "/template_id")]
    [InlineData("""{"template_id": ""}""", "/template_id")]
    [InlineData("""{"prompt": "a", "variables": {}}""", "/variables")]
    public async Task What_is_wrong_is_named(string body, string pointer)
    {
        var id = await MakeAsync(Content);
        var problem = await JobsHost.ProblemAsync(await host.PostAsync("/api/v1/jobs", body.Replace("ID", id, StringComparison.Ordinal)), 422);
        Assert.Equal(pointer, problem.GetProperty("errors")[0].GetProperty("pointer").GetString());
    }

    [Fact]
    public async Task A_value_makes_no_prompt_longer_than_the_model_takes()
    {
        var id = await MakeAsync(Content);
        var body = JsonSerializer.Serialize(new { template_id = id, variables = new { animal = new string('x', 2000) } });
        var problem = await JobsHost.ProblemAsync(await host.PostAsync("/api/v1/jobs", body), 422);
        Assert.Contains("at most 800", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Uses_are_counted_once_for_each_job_and_not_for_what_is_repeated_or_refused()
    {
        var id = await MakeAsync(Content);
        var one = $$$"""{"template_id": "{{{id}}}", "variables": {"animal": "fox"}}""";
        for (var time = 0; time < 3; time++)
            await host.PostAsync("/api/v1/jobs", one, ("Idempotency-Key", id));
        await host.PostAsync("/api/v1/jobs", $$"""{"template_id": "{{id}}"}""");
        for (var time = 0; time < 2; time++)
            await host.BatchAsync($$"""{"jobs": [{{one}}, {{one}}, {"template_id": "{{id}}"}]}""", key: id);

        await Eventually.HoldsAsync("three jobs were made", async () => (await host.ReadAsync("/api/v1/templates/" + id)).GetProperty("uses").GetInt32() == 3);
        await host.Service<TemplateUses>().RunOnceAsync(TestContext.Current.CancellationToken);
        var template = await host.ReadAsync("/api/v1/templates/" + id);
        Assert.Equal((3, 1), (template.GetProperty("uses").GetInt32(), template.GetProperty("version").GetInt32()));
        Assert.NotEqual(JsonValueKind.Null, template.GetProperty("used_at").ValueKind);
    }

    private async Task<string> MakeAsync(string content)
    {
        var response = await host.PostAsync("/api/v1/templates", $$"""{"name": "{{Guid.NewGuid()}}", {{content}}}""");
        Assert.True((int)response.StatusCode == 201, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }
}
