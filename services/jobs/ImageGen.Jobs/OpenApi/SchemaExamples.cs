using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;

namespace ImageGen.Jobs.OpenApi;

/// <summary>Shows an example of what goes in and out, wherever it does: the files in <c>Examples</c> that are called by the schema, such as <c>Job.json</c>.</summary>
internal static class SchemaExamples
{
    public static void Add(OpenApiOptions options) => options.AddSchemaTransformer((schema, context, _) =>
    {
        // Of a member the description says enough.
        if (context.JsonPropertyInfo is null && ExampleOf(context.JsonTypeInfo.Type) is { } example)
            schema.Examples = [example];
        return Task.CompletedTask;
    });

    private static JsonNode? ExampleOf(Type type)
    {
        using var file = typeof(SchemaExamples).Assembly.GetManifestResourceStream($"Examples/{JobsOpenApi.Short(type.Name)}.json");
        return file is null ? null : JsonNode.Parse(file);
    }
}
