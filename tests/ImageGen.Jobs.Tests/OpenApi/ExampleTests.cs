using System.Text.Json;
using ImageGen.Jobs.OpenApi;
using ImageGen.Jobs.Tests.Support;
using ImageGen.TestKit;

namespace ImageGen.Jobs.Tests.OpenApi;

/// <summary>What the description shows is what the API takes and answers.</summary>
public sealed class ExampleTests
{
    [Theory]
    [InlineData("/api/v1/jobs", "CreateJob", 202, "Job")]
    [InlineData("/api/v1/jobs/batch", "CreateBatch", 202, "CreatedBatch")]
    [InlineData("/api/v1/templates", "CreateTemplate", 201, "Template")]
    [InlineData("/api/v1/templates/import", "TemplateFile", 200, "Import")]
    public async Task A_request_that_is_shown_is_taken_and_its_answer_has_the_members_that_are_shown(string path, string request, int status, string shown)
    {
        await using var host = new JobsHost();
        await host.InitializeAsync();
        var schemas = (await host.ReadAsync("/openapi/v1.json")).GetProperty("components").GetProperty("schemas");

        using var response = await host.PostAsync(path, ExampleOf(schemas.GetProperty(request)).GetRawText());

        Assert.True((int)response.StatusCode == status, await response.Content.ReadAsStringAsync());
        var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        Assert.Superset(NamesOf(ExampleOf(schemas.GetProperty(shown))), NamesOf(answer));
    }

    [Fact]
    public async Task Every_example_is_of_a_schema_that_there_is_and_has_no_member_that_is_not_described()
    {
        using var description = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(SourceTree.Root, "web", "openapi.json")));
        var schemas = description.RootElement.GetProperty("components").GetProperty("schemas");
        var names = typeof(SchemaExamples).Assembly.GetManifestResourceNames().Where(name => name.StartsWith("Examples/", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(names);
        Assert.All(names, name =>
        {
            var schema = schemas.GetProperty(Path.GetFileNameWithoutExtension(name));
            Assert.Subset(NamesOf(schema.GetProperty("properties")), NamesOf(ExampleOf(schema)));
        });
    }

    /// <summary>Whoever writes against the API sees what goes in and what comes out, whatever they call.</summary>
    [Fact]
    public async Task Every_operation_shows_what_it_takes_and_answers()
    {
        using var description = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(SourceTree.Root, "web", "openapi.json")));
        var schemas = description.RootElement.GetProperty("components").GetProperty("schemas");
        var shapes = (from path in description.RootElement.GetProperty("paths").EnumerateObject()
                      from operation in path.Value.EnumerateObject()
                      from content in ContentsOf(operation.Value)
                      from media in content.EnumerateObject()
                      where media.Name.EndsWith("json", StringComparison.Ordinal)
                      select (Name: $"{operation.Name} {path.Name}", Schema: ReferenceOf(media.Value.GetProperty("schema")))).ToList();
        Assert.True(shapes.Count > 70, $"{shapes.Count}");
        Assert.Empty(shapes.Where(shape => !schemas.GetProperty(shape.Schema).TryGetProperty("examples", out _)).Select(shape => $"{shape.Name}: {shape.Schema}"));
    }

    /// <returns>What is sent with it, and what it answers where all is well.</returns>
    private static IEnumerable<JsonElement> ContentsOf(JsonElement operation)
    {
        if (operation.TryGetProperty("requestBody", out var body))
            yield return body.GetProperty("content");
        foreach (var answer in operation.GetProperty("responses").EnumerateObject().Where(answer => answer.Name.StartsWith('2')))
        {
            if (answer.Value.TryGetProperty("content", out var content))
                yield return content;
        }
    }

    /// <summary>One that may be left out is one of null and itself.</summary>
    private static string ReferenceOf(JsonElement schema) =>
        (schema.TryGetProperty("oneOf", out var either) ? either.EnumerateArray().Last() : schema).GetProperty("$ref").GetString()!.Split('/')[^1];

    private static JsonElement ExampleOf(JsonElement schema) => Assert.Single(schema.GetProperty("examples").EnumerateArray());

    private static HashSet<string> NamesOf(JsonElement element) => [.. element.EnumerateObject().Select(member => member.Name)];
}
