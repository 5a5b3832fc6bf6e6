using System.Net.Http.Json;
using System.Text.Json;
using ImageGen.Jobs.Tests.Support;

namespace ImageGen.Jobs.Tests.Templates;

public sealed class TransferTests : IAsyncLifetime
{
    private readonly JobsHost host = new();

    public ValueTask InitializeAsync() => host.InitializeAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task What_is_exported_is_imported_as_it_was_and_twice_changes_nothing()
    {
        await ImportAsync("""
            {"templates": [{"name": "b", "prompt": "a {x}", "variables": [{"name": "x", "choices": ["1", "2"], "default": "2"}], "tags": ["t"]},
                           {"name": "a", "prompt": "{y}", "model": "jimeng-t2i-3.0", "parameters": {"seed": 3}}]}
            """, "created", "created");
        var response = await host.GetAsync("/api/v1/templates/export");
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition!.DispositionType);
        var file = await response.Content.ReadAsStringAsync();
        await ImportAsync(file, "unchanged", "unchanged");

        await using var other = new JobsHost();
        await other.InitializeAsync();
        Assert.Equal(200, (int)(await other.PostAsync("/api/v1/templates/import", file)).StatusCode);
        Assert.Equal(file, await (await other.GetAsync("/api/v1/templates/export")).Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Each_entry_has_its_outcome_by_index()
    {
        await ImportAsync("""{"templates": [{"name": "a", "prompt": "a"}]}""", "created");
        var entries = await ImportAsync(
            """{"templates": [{"name": "a", "prompt": "b"}, {"name": "b", "prompt": ""}, null, {"name": "c", "prompt": "c"}, {"name": "c", "prompt": "d"}, {"name": "e", "prompt": "e", "model": "none"}]}""",
            "updated", "refused", "refused", "created", "refused", "refused");
        Assert.Equal(
            ["/templates/1/prompt", "/templates/2", "/templates/4/name", "/templates/5/model"],
            entries.Where(entry => entry.TryGetProperty("error", out _)).Select(entry => entry.GetProperty("error").GetProperty("errors")[0].GetProperty("pointer").GetString()));
        Assert.Equal(2, (await host.ReadAsync("/api/v1/templates")).GetProperty("data").GetArrayLength());
    }

    [Fact]
    public async Task An_owner_has_at_most_a_thousand()
    {
        var file = JsonSerializer.Serialize(new { templates = Enumerable.Range(0, 999).Select(i => new { name = $"n{i}", prompt = "a" }) });
        Assert.Equal(200, (int)(await host.PostAsync("/api/v1/templates/import", file)).StatusCode);
        await ImportAsync("""{"templates": [{"name": "y", "prompt": "a"}, {"name": "z", "prompt": "a"}]}""", "created", "refused");
        Assert.Equal("too_many_templates", (await JobsHost.ProblemAsync(await host.PostAsync("/api/v1/templates", """{"name": "z", "prompt": "a"}"""), 409)).GetProperty("code").GetString());
        await ImportAsync("""{"templates": [{"name": "n1", "prompt": "b"}]}""", "updated");
    }

    [Theory]
    [InlineData("""{"templates": []}""", 422)]
    [InlineData("{}", 400)]
    [InlineData("""{"templates": [{"name": "a", "uses": 7}]}""", 400)]
    [InlineData("[]", 400)]
    public async Task A_file_that_is_none_is_refused(string file, int status) =>
        await JobsHost.ProblemAsync(await host.PostAsync("/api/v1/templates/import", file), status);

    private async Task<IReadOnlyList<JsonElement>> ImportAsync(string file, params string[] outcomes)
    {
        var response = await host.PostAsync("/api/v1/templates/import", file);
        Assert.True((int)response.StatusCode == 200, await response.Content.ReadAsStringAsync());
        IReadOnlyList<JsonElement> entries = [.. (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("entries").EnumerateArray()];
        Assert.Equal(outcomes, entries.Select(entry => entry.GetProperty("outcome").GetString()));
        return entries;
    }
}
