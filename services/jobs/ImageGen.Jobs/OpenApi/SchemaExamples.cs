using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ImageGen.Jobs.OpenApi;

/// <summary>Shows an example of what goes in and out, wherever it does: the files in <c>Examples</c> that are called by the schema, such as <c>Job.json</c>.</summary>
internal static class SchemaExamples
{
    /// <summary>Once all schemas are there: one that is seen first as a member of another has its example too.</summary>
    public static void Add(OpenApiOptions options) => options.AddDocumentTransformer((document, _, _) =>
    {
        foreach (var (name, schema) in document.Components?.Schemas ?? new Dictionary<string, IOpenApiSchema>())
        {
            if (schema is OpenApiSchema described && ExampleOf(name) is { } example)
                described.Examples = [example];
        }

        return Task.CompletedTask;
    });

    private static JsonNode? ExampleOf(string schema)
    {
        using var file = typeof(SchemaExamples).Assembly.GetManifestResourceStream($"Examples/{schema}.json");
        return file is null ? null : JsonNode.Parse(file);
    }
}
