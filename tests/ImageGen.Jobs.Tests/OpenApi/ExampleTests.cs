using System.Text.Json;
using ImageGen.Jobs.OpenApi;
using ImageGen.Jobs.Tests.Support;
using ImageGen.TestKit;

namespace ImageGen.Jobs.Tests.OpenApi;

/// <summary>What the description shows is what the API takes and answers.</summary>
public sealed class ExampleTests
{
    [Theory]
    [InlineData("/api/v1/jobs", 202)]
    [InlineData("/api/v1/jobs/batch", 202)]
    [InlineData("/api/v1/templates", 201)]
    [InlineData("/api/v1/templates/import", 200)]
    public async Task A_request_that_is_shown_is_taken_and_its_answer_has_the_members_that_are_shown(string path, int status)
    {
        await using var host = new JobsHost();
        await host.InitializeAsync();
        var operation = (await host.ReadAsync("/openapi/v1.json")).GetProperty("paths").GetProperty(path).GetProperty("post");

        using var response = await host.PostAsync(path, ExampleOf(operation.GetProperty("requestBody"))!.Value.GetRawText());

        Assert.True((int)response.StatusCode == status, await response.Content.ReadAsStringAsync());
        var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        if (ExampleOf(operation.GetProperty("responses").GetProperty($"{status}")) is { } shown)
            Assert.Superset(shown.EnumerateObject().Select(member => member.Name).ToHashSet(), answer.EnumerateObject().Select(member => member.Name).ToHashSet());
    }

    [Fact]
    public async Task Every_example_is_one_of_an_operation_that_there_is()
    {
        using var description = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(SourceTree.Root, "web", "openapi.json")));
        var shown = description.RootElement.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()).SelectMany(operation => NamesIn(operation.Value));
        Assert.Equal(
            typeof(OperationExamples).Assembly.GetManifestResourceNames().Where(name => name.StartsWith("Examples/", StringComparison.Ordinal)).Order(),
            shown.Order());
    }

    private static IEnumerable<string> NamesIn(JsonElement operation)
    {
        var name = operation.GetProperty("operationId").GetString();
        if (operation.TryGetProperty("requestBody", out var body) && ExampleOf(body) is not null)
            yield return $"Examples/{name}.request.json";
        foreach (var response in operation.GetProperty("responses").EnumerateObject().Where(response => ExampleOf(response.Value) is not null))
            yield return $"Examples/{name}.{response.Name}.json";
    }

    private static JsonElement? ExampleOf(JsonElement holder) =>
        holder.TryGetProperty("content", out var content) && content.TryGetProperty("application/json", out var json) && json.TryGetProperty("example", out var example) ? example : null;
}
