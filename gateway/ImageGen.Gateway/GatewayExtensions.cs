using ImageGen.Edge;
using Yarp.ReverseProxy.Transforms;

namespace ImageGen.Gateway;

/// <summary>Which service answers which address.</summary>
internal static class GatewayExtensions
{
    public static void AddGateway(this WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        builder.WebHost.UseUrls(configuration["ASPNETCORE_URLS"] ?? configuration["urls"] ?? "http://127.0.0.1:8080");
        // The proxy brings keys for sticky sessions, which we do not use: what becomes of them is nobody's worry.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        builder.AddFrontDoor();
        builder.Services.AddRequestTimeouts();
        // It has nothing in hand but what others do, and while it stops nobody is served.
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(10));
        builder.Services.AddReverseProxy()
            .LoadFromMemory(GatewayRoutes.For(configuration), GatewayRoutes.Clusters(configuration))
            // Judged here, by the name that the browser used. The service behind knows its own name only, to which every page is foreign.
            .AddTransforms(proxied => proxied.AddRequestHeaderRemove("Origin").AddRequestHeaderRemove("Sec-Fetch-Site"));
    }

    public static void MapGateway(this WebApplication app)
    {
        app.UseRequestTimeouts();
        app.MapGet("/openapi/v1.json", () => TypedResults.Stream(typeof(GatewayExtensions).Assembly.GetManifestResourceStream("openapi.json")!, "application/json")).AllowAnonymous();
        app.MapReverseProxy(proxy =>
        {
            proxy.UseMiddleware<ProxyFailureMiddleware>();
            proxy.UseMiddleware<StreamEndMiddleware>();
            proxy.UseLoadBalancing();
            proxy.UsePassiveHealthChecks();
        })
            // Each service judges for itself, by the token that it is given.
            .AllowAnonymous();
    }
}
