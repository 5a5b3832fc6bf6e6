using ImageGen.Jobs.Domain;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ImageGen.Jobs.List;

/// <summary>The true types of the list's query: its parameters are read as text, so that what is wrong can be said in our words.</summary>
internal static class ListSchemas
{
    public static async Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        foreach (var parameter in operation.Parameters!.OfType<OpenApiParameter>())
        {
            parameter.Schema = parameter.Name switch
            {
                "limit" => new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1", Maximum = "100", Default = 20 },
                "status" => await context.GetOrCreateSchemaAsync(typeof(JobStatus), null, cancellationToken),
                "created_after" or "created_before" => new OpenApiSchema { Type = JsonSchemaType.String, Format = "date-time" },
                _ => parameter.Schema,
            };
        }
    }
}
