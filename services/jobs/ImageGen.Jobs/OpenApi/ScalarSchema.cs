using System.Text.Json;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ImageGen.Jobs.OpenApi;

/// <summary>Values whose type the catalogue decides: a text, a number or a boolean, and never anything else.</summary>
internal static class ScalarSchema
{
    public static bool Is(Type type) => type == typeof(JsonElement) || type == typeof(JsonElement?);

    public static Task Describe(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = context.JsonTypeInfo.Type;
        if (Is(type))
            schema.OneOf = type == typeof(JsonElement?) ? [new OpenApiSchema { Type = JsonSchemaType.Null }, .. Types()] : Types();
        else if (type == typeof(IReadOnlyDictionary<string, JsonElement>))
            schema.AdditionalProperties = new OpenApiSchema { OneOf = Types() };
        // Our converter hides from the generator that this is a number.
        else if (schema is { Type: null, Format: "int32" or "int64" })
            schema.Type = context.JsonPropertyInfo is { IsSetNullable: true } ? JsonSchemaType.Integer | JsonSchemaType.Null : JsonSchemaType.Integer;
        return Task.CompletedTask;
    }

    private static List<IOpenApiSchema> Types() =>
    [
        new OpenApiSchema { Type = JsonSchemaType.String },
        new OpenApiSchema { Type = JsonSchemaType.Number },
        new OpenApiSchema { Type = JsonSchemaType.Boolean },
    ];
}
