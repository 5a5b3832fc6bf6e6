using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ImageGen.Jobs.OpenApi;

/// <summary>
/// Shows a request and an answer of an operation: the files in <c>Examples</c> that are called by its name, <c>createJob.request.json</c> and
/// <c>createJob.202.json</c>.
/// </summary>
internal static class OperationExamples
{
    public static void Add(OpenApiOptions options) => options.AddOperationTransformer((operation, _, _) =>
    {
        Show(operation.RequestBody?.Content, $"{operation.OperationId}.request");
        foreach (var (status, response) in operation.Responses ?? [])
            Show(response.Content, $"{operation.OperationId}.{status}");
        return Task.CompletedTask;
    });

    private static void Show(IDictionary<string, OpenApiMediaType>? content, string name)
    {
        using var file = typeof(OperationExamples).Assembly.GetManifestResourceStream($"Examples/{name}.json");
        if (file is null || content is null)
            return;
        var example = JsonNode.Parse(file);
        foreach (var type in content.Values)
            type.Example = example?.DeepClone();
    }
}
