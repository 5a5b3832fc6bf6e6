using Microsoft.AspNetCore.Builder;
using Microsoft.OpenApi;

namespace ImageGen.Storage.Uploads;

/// <summary>Describes a body that the handler reads by itself: a picture, or a form with one.</summary>
internal static class UploadSchemas
{
    public static RouteHandlerBuilder AcceptsPicture(this RouteHandlerBuilder endpoint) => endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
    {
        var binary = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" };
        var form = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Required = new HashSet<string> { "file" },
            Properties = new Dictionary<string, IOpenApiSchema> { ["file"] = binary },
        };
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["multipart/form-data"] = new() { Schema = form },
                ["image/png"] = new() { Schema = binary },
                ["image/jpeg"] = new() { Schema = binary },
                ["image/webp"] = new() { Schema = binary },
            },
        };
        return Task.CompletedTask;
    });
}
