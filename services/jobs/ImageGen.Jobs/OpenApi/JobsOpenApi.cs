using ImageGen.ServiceDefaults.Errors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.OpenApi;

namespace ImageGen.Jobs.OpenApi;

/// <summary>The API's description for machines and, as a page, for people.</summary>
internal static class JobsOpenApi
{
    private const string Document = "v1";

    public static void AddJobsOpenApi(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOpenApi(Document, Describe);
        builder.Services.AddSingleton(services => new DescriptionCache(services.GetRequiredKeyedService<IOpenApiDocumentProvider>(Document)));
    }

    public static void MapJobsOpenApi(this IEndpointRouteBuilder routes)
    {
        routes.MapGet($"/openapi/{Document}.json", async (DescriptionCache description) => TypedResults.Bytes(await description.JsonAsync(), "application/json; charset=utf-8"))
            .AllowAnonymous().ExcludeFromDescription();
        DocsPage.Map(routes);
    }

    private static void Describe(OpenApiOptions options)
    {
        options.AddSchemaTransformer(ScalarSchema.Describe);
        CallersDescription.Add(options);
        SchemaExamples.Add(options);
        CommonProblems.Add(options);
        options.CreateSchemaReferenceId = type => ScalarSchema.Is(type.Type) ? null : OpenApiOptions.CreateDefaultSchemaReferenceId(type) is { } name ? Short(name) : null;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new()
            {
                Title = "ImageGen",
                Version = Document,
                Description = "Pictures from prompts: jobs that run on a provider and end in pictures stored with you.",
            };
            // The address is the reader's own; naming one would differ from host to host.
            document.Servers = null;
            return Task.CompletedTask;
        });
    }

    /// <summary>Describes a request header that the handler reads by itself.</summary>
    public static RouteHandlerBuilder WithHeader(this RouteHandlerBuilder endpoint, string name, string description) =>
        endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            (operation.Parameters ??= []).Add(new OpenApiParameter
            {
                Name = name,
                In = ParameterLocation.Header,
                Description = description,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            });
            return Task.CompletedTask;
        });

    internal static string Short(string name) => name switch
    {
        nameof(ProblemBody) => "Problem",
        _ when name.EndsWith("Response", StringComparison.Ordinal) => name[..^"Response".Length],
        _ when name.EndsWith("Request", StringComparison.Ordinal) => name[..^"Request".Length],
        _ => name,
    };
}
