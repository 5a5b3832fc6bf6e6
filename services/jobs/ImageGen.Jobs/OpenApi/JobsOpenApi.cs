using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ImageGen.Jobs;

internal static class JobsOpenApi
{
    private const string Document = "v1";

    public static void AddJobsOpenApi(this IHostApplicationBuilder builder) => builder.Services.AddOpenApi(Document);

    public static void MapJobsOpenApi(this IEndpointRouteBuilder routes) => routes.MapOpenApi("/openapi/{documentName}.json");
}
