using ImageGen.ServiceDefaults.Callers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ImageGen.Volcengine.Endpoints;

internal static class ProvidersEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/v1/admin/providers", async (ProvidersView view, HttpContext context) =>
        {
            context.Response.Headers.CacheControl = "no-store";
            return TypedResults.Ok(await view.ReadAsync(context.RequestAborted));
        })
        .RequireScope(Scopes.Admin)
        .WithName("getProviders").WithTags("Admin").WithSummary("How the provider's accounts fare, and what waits for them").ProducesProblems(401, 403);
}
