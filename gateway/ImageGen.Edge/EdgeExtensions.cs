using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ImageGen.Edge;

/// <summary>The door, the same in every host: a service behind the gateway can be reached beside it.</summary>
public static class EdgeExtensions
{
    /// <summary>
    /// Request ids, headers that protect the browser, no requests to foreign names and no writes from foreign pages. Comes before everything else.
    /// </summary>
    /// <exception cref="ServiceDefaults.ConfigurationException">A setting that says how we are called can not be read.</exception>
    public static IApplicationBuilder UseEdge(this IApplicationBuilder app)
    {
        var names = OwnNames.From(app.ApplicationServices.GetRequiredService<IConfiguration>());
        return app
            .UseMiddleware<RequestIdMiddleware>()
            .UseMiddleware<SecurityHeadersMiddleware>()
            .UseMiddleware<ForeignHostMiddleware>(names)
            .UseMiddleware<ForeignOriginMiddleware>(names);
    }
}
