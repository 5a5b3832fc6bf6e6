using ImageGen.Edge.Callers;
using ImageGen.Edge.Limits;
using ImageGen.ServiceDefaults.Callers;
using ImageGen.ServiceDefaults.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ImageGen.Edge;

/// <summary>The door, the same in every host: a service behind the gateway can be reached beside it.</summary>
public static class EdgeExtensions
{
    /// <summary>
    /// Request ids, headers that protect the browser, no requests to foreign names, no writes from foreign pages, and nobody whom the address
    /// does not let in. Comes before everything else.
    /// </summary>
    /// <exception cref="ConfigurationException">A setting that says how we are called, or how often, can not be read.</exception>
    public static IApplicationBuilder UseEdge(this IApplicationBuilder app) => app.UseGuards().UseCallers();

    /// <summary>
    /// The same where people and programs come in: what they show, a cookie or a key, becomes the token that services accept, and whoever
    /// asks too often waits.
    /// </summary>
    /// <inheritdoc cref="UseEdge" path="/exception"/>
    public static IApplicationBuilder UseFrontDoor(this IApplicationBuilder app)
    {
        var services = app.ApplicationServices;
        var limits = new DoorLimits(LimitSettings.From(services.GetRequiredService<IConfiguration>()));
        services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopped.Register(limits.Dispose);
        app.UseGuards().UseMiddleware<AddressLimitMiddleware>(limits);
        if (services.GetService<ICredentialExchange>() is { } exchange)
            app.UseMiddleware<CallerMiddleware>(new CachedExchange(exchange, services.GetRequiredService<TimeProvider>()));
        return app.UseMiddleware<CallerLimitMiddleware>(limits).UseCallers();
    }

    /// <summary>Credentials are looked up at the service that <c>IMAGEGEN_ACCOUNTS_URL</c> names; without it nobody needs any.</summary>
    /// <exception cref="ConfigurationException">It is no address.</exception>
    public static IHostApplicationBuilder AddFrontDoor(this IHostApplicationBuilder builder)
    {
        if (AccountsMode.UrlOf(builder.Configuration) is { } accounts)
            builder.Services.AddSingleton<ICredentialExchange>(_ => new AccountsClient(accounts));
        return builder;
    }

    private static IApplicationBuilder UseGuards(this IApplicationBuilder app)
    {
        var names = OwnNames.From(app.ApplicationServices.GetRequiredService<IConfiguration>());
        return app
            .UseMiddleware<RequestIdMiddleware>()
            .UseMiddleware<SecurityHeadersMiddleware>()
            .UseMiddleware<ForeignHostMiddleware>(names)
            .UseMiddleware<ForeignOriginMiddleware>(names);
    }
}
