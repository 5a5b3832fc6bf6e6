using Microsoft.AspNetCore.Builder;

namespace ImageGen.Edge;

/// <summary>The outer door, the same in the gateway and in Standalone.</summary>
public static class EdgeExtensions
{
    /// <summary>Request ids, headers that protect the browser, and no writes from foreign pages. Comes before everything else.</summary>
    public static IApplicationBuilder UseEdge(this IApplicationBuilder app) => app
        .UseMiddleware<RequestIdMiddleware>()
        .UseMiddleware<SecurityHeadersMiddleware>()
        .UseMiddleware<ForeignOriginMiddleware>();
}
