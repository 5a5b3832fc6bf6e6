using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ImageGen.Jobs.Templates;
using ImageGen.Jobs.Tests.Support;
using ImageGen.Persistence;

namespace ImageGen.Jobs.Tests.Templates;

public sealed class TemplateTests(JobsHost host) : IClassFixture<JobsHost>
{
    [Fact]
    public async Task A_template_comes_back_as_it_was_made()
    {
        var name = NewName();
        var made = await MakeAsync($$"""
            {"name": "{{name}}", "description": "For the shop", "prompt": "a {animal} in the {season}", "negative_prompt": "no {thing}", "model": "jimeng-t2i-3.0",
             "variables": [{"name": "season", "choices": ["snow", "rain"], "default": "snow"}, {"name": "thing", "required": false}],
             "style": "ink", "parameters": {"seed": 7, "size": "1024x1024"}, "tags": ["shop"]}
            """, status: 422);
        // It names what the model does not take.
        Assert.Equal("/negative_prompt", made.GetProperty("errors")[0].GetProperty("pointer").GetString());

        made = await MakeAsync($$"""
            {"name": "{{name}}", "description": "For the shop", "prompt": "a {animal} in the {season}{thing}", "model": "jimeng-t2i-3.0",
             "variables": [{"name": "season", "choices": ["snow", "rain"], "default": "snow"}, {"name": "thing", "required": false}],
             "style": "ink", "parameters": {"seed": 7, "size": "1024x1024"}, "tags": ["shop"]}
            """);
        var response = await host.GetAsync(PathOf(made));
        var read = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(made.GetRawText(), read.GetRawText());
        Assert.Equal("\"1\"", response.Headers.ETag!.ToString());
        Assert.Equal(
            [("season", "snow", false), ("thing", null, false), ("animal", null, true)],
            read.GetProperty("variables").EnumerateArray().Select(variable =>
                (variable.GetProperty("name").GetString(), variable.GetProperty("default").GetString(), variable.GetProperty("required").GetBoolean())));
        Assert.Equal((7, "1024x1024"), (read.GetProperty("parameters").GetProperty("seed").GetInt32(), read.GetProperty("parameters").GetProperty("size").GetString()));
        Assert.Empty(read.GetProperty("problems").EnumerateArray());
    }

    [Theory]
    [InlineData("""{"prompt": "a"}""", "/name")]
    [InlineData("""{"name": " ", "prompt": "a"}""", "/name")]
    [InlineData("""{"name": "a\nb", "prompt": "a"}""", "/name")]
    [InlineData("""{"name": "a"}""", "/prompt")]
    [InlineData("""{"name": "a", "prompt": "a { b"}""", "/prompt")]
    [InlineData("""{"name": "a", "prompt": "a", "negative_prompt": "}"}""", "/negative_prompt")]
    [InlineData("""{"name": "a", "prompt": "a", "variables": [{"name": "b"}]}""", "/variables/0/name")]
    [InlineData("""{"name": "a", "prompt": "{b}", "variables": [{"name": "b"}, {"name": "b"}]}""", "/variables/1/name")]
    [InlineData("""{"name": "a", "prompt": "{b}", "variables": [null]}""", "/variables/0")]
    [InlineData("""{"name": "a", "prompt": "{b}", "variables": [{"name": "b", "choices": ["c", null]}]}""", "/variables/0/choices")]
    [InlineData("""{"name": "a", "prompt": "{b}", "variables": [{"name": "b", "choices": ["c", "c"]}]}""", "/variables/0/choices")]
    [InlineData("""{"name": "a", "prompt": "{b}", "variables": [{"name": "b", "choices": ["c"], "default": "d"}]}""", "/variables/0/default")]
    [InlineData("""{"name": "a", "prompt": "a", "model": "none"}""", "/model")]
    [InlineData("""{"name": "a", "prompt": "a", "style": "none"}""", "/style")]
    [InlineData("""{"name": "a", "prompt": "a", "model": "jimeng-t2i-4.0", "parameters": {"seed": 1}}""", "/parameters/seed")]
    [InlineData("""{"name": "a", "prompt": "a", "model": "jimeng-t2i-4.0", "parameters": {"size": "1x1"}}""", "/parameters/size")]
    [InlineData("""{"name": "a", "prompt": "a", "model": "jimeng-t2i-4.0", "parameters": {"options": {"x": 1}}}""", "/parameters/options/x")]
    [InlineData("""{"name": "a", "prompt": "a", "parameters": {"options": {"x": []}}}""", "/parameters/options/x")]
    [InlineData("""{"name": "a", "prompt": "a", "tags": ["", "b"]}""", "/tags/0")]
    public async Task What_is_wrong_is_named(string body, string pointer)
    {
        var problem = await MakeAsync(body, status: 422);
        Assert.Equal(pointer, problem.GetProperty("errors")[0].GetProperty("pointer").GetString());
    }

    [Fact]
    public async Task What_is_too_long_is_refused()
    {
        await MakeAsync(JsonSerializer.Serialize(new { name = new string('n', 101), prompt = "a" }), status: 422);
        await MakeAsync(JsonSerializer.Serialize(new { name = "n", prompt = new string('p', 8001) }), status: 422);
        await MakeAsync(JsonSerializer.Serialize(new { name = "n", prompt = "a", description = new string('d', 1001) }), status: 422);
        await MakeAsync(JsonSerializer.Serialize(new { name = "n", prompt = string.Concat(Enumerable.Range(0, 31).Select(i => $"{{v{i}}}")) }), status: 422);
    }

    [Fact]
    public async Task A_name_is_there_once()
    {
        var (one, two) = (NewName(), NewName());
        await MakeAsync($$"""{"name": "{{one}}", "prompt": "a"}""");
        Assert.Equal("template_name_taken", (await MakeAsync($$"""{"name": "{{one}}", "prompt": "b"}""", status: 409)).GetProperty("code").GetString());
        var other = await MakeAsync($$"""{"name": "{{two}}", "prompt": "b"}""");
        await JobsHost.ProblemAsync(await PutAsync(PathOf(other), $$"""{"name": "{{one}}", "prompt": "b"}"""), 409);
    }

    [Fact]
    public async Task Two_people_do_not_overwrite_each_other()
    {
        var name = NewName();
        var path = PathOf(await MakeAsync($$"""{"name": "{{name}}", "prompt": "a"}"""));
        var first = await PutAsync(path, $$"""{"name": "{{name}}", "prompt": "Ada's"}""", "\"1\"");
        Assert.Equal("\"2\"", first.Headers.ETag!.ToString());
        Assert.Equal("template_changed", (await JobsHost.ProblemAsync(await PutAsync(path, $$"""{"name": "{{name}}", "prompt": "Bob's"}""", "\"1\""), 412)).GetProperty("code").GetString());
        await JobsHost.ProblemAsync(await DeleteAsync(path, "\"1\""), 412);
        Assert.Equal("Ada's", (await host.ReadAsync(path)).GetProperty("prompt").GetString());

        var same = await PutAsync(path, $$"""{"name": "{{name}}", "prompt": "Ada's"}""", "W/\"9\", \"2\"");
        Assert.Equal("\"2\"", same.Headers.ETag!.ToString());
        Assert.Equal("\"3\"", (await PutAsync(path, $$"""{"name": "{{name}}", "prompt": "Bob's"}""", "*")).Headers.ETag!.ToString());
        await JobsHost.ProblemAsync(await PutAsync(path, $$"""{"name": "{{name}}", "prompt": "Bob's"}""", "3"), 400);
        Assert.Equal(204, (int)(await DeleteAsync(path, "\"3\"")).StatusCode);
        await JobsHost.ProblemAsync(await host.GetAsync(path), 404);
        await JobsHost.ProblemAsync(await DeleteAsync(path, null), 404);
    }

    [Fact]
    public async Task Lists_go_by_words_and_tags_and_pages()
    {
        var mark = "mark" + Guid.NewGuid().ToString("N")[..12];
        for (var i = 0; i < 3; i++)
            await MakeAsync(JsonSerializer.Serialize(new { name = NewName(), prompt = i == 0 ? "雪中的红狐狸 {x}" : "a fox", tags = new[] { mark, $"t{i}" }, description = i == 2 ? mark + "desc" : null }));
        Assert.Equal(3, await CountAsync($"tag={mark}"));
        Assert.Equal(1, await CountAsync($"tag={mark}&q=%E7%BA%A2%E7%8B%90"));
        Assert.Equal(1, await CountAsync($"q={mark}DESC"));
        Assert.Equal(0, await CountAsync($"tag={mark}&q=hen"));
        var page = await host.ReadAsync($"/api/v1/templates?tag={mark}&limit=2");
        Assert.True(page.GetProperty("has_more").GetBoolean());
        var cursor = page.GetProperty("next_cursor").GetString();
        Assert.Equal(1, await CountAsync($"tag={mark}&limit=2&cursor={cursor}"));
        await JobsHost.ProblemAsync(await host.GetAsync($"/api/v1/templates?tag=other&cursor={cursor}"), 400);
        await JobsHost.ProblemAsync(await host.GetAsync("/api/v1/templates?limit=0"), 400);
    }

    /// <summary>As a template of a version whose catalogue had a model that this one has not.</summary>
    [Fact]
    public async Task A_template_that_fits_no_more_is_read_and_says_why()
    {
        var made = await MakeAsync($$$"""{"name": "{{{NewName()}}}", "prompt": "a {animal}", "parameters": {"steps": 9}}""");
        var id = made.GetProperty("id").GetString()!;
        await host.Service<IDocuments<Template>>().ChangeAsync(id, template => template with { Model = "jimeng-t2i-4.0" }, CancellationToken.None);
        var problem = Assert.Single((await host.ReadAsync(PathOf(made))).GetProperty("problems").EnumerateArray());
        Assert.Equal("/parameters/steps", problem.GetProperty("pointer").GetString());
        await host.Service<IDocuments<Template>>().ChangeAsync(id, template => template with { Model = "gone" }, CancellationToken.None);
        Assert.Equal("/model", Assert.Single((await host.ReadAsync(PathOf(made))).GetProperty("problems").EnumerateArray()).GetProperty("pointer").GetString());
    }

    private static string NewName() => "T " + Guid.NewGuid();

    private static string PathOf(JsonElement template) => "/api/v1/templates/" + template.GetProperty("id").GetString();

    private async Task<int> CountAsync(string query) => (await host.ReadAsync("/api/v1/templates?" + query)).GetProperty("data").GetArrayLength();

    private async Task<JsonElement> MakeAsync(string body, int status = 201)
    {
        var response = await host.PostAsync("/api/v1/templates", body);
        if (status != 201)
            return await JobsHost.ProblemAsync(response, status);
        Assert.True((int)response.StatusCode == 201, await response.Content.ReadAsStringAsync());
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private Task<HttpResponseMessage> PutAsync(string path, string body, string? etag = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        return SendAsync(request, etag);
    }

    private Task<HttpResponseMessage> DeleteAsync(string path, string? etag) => SendAsync(new HttpRequestMessage(HttpMethod.Delete, path), etag);

    private Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, string? etag)
    {
        if (etag is not null)
            request.Headers.TryAddWithoutValidation("If-Match", etag);
        return host.Client.SendAsync(request);
    }
}
