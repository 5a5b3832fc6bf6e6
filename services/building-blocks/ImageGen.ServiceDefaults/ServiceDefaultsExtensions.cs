using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ImageGen.Catalogue;
using ImageGen.ServiceDefaults.Configuration;
using ImageGen.ServiceDefaults.Errors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace ImageGen.ServiceDefaults;

/// <summary>What every host of the platform has alike.</summary>
public static class ServiceDefaultsExtensions
{
    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder) where TBuilder : IHostApplicationBuilder
    {
        builder.Configuration.AddEnvironmentNames();
        // In production as in development: what belongs to one request, such as its caller, must not be held by what serves all.
        builder.ConfigureContainer(new DefaultServiceProviderFactory(new ServiceProviderOptions { ValidateScopes = true }));
        builder.AddTelemetry();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddHealthChecks();
        builder.Services.AddExceptionHandler<ProblemHandler>();
        builder.Services.AddProblemDetails();
        builder.AddCallers();
        builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        builder.Services.ConfigureHttpJsonOptions(options => MakeStrict(options.SerializerOptions));
        // The door judges names (ImageGen.Edge) and says what helps; the framework's own filter would answer before it, with a bare page.
        builder.Services.Configure<HostFilteringOptions>(options => options.AllowedHosts = ["*"]);
        builder.Services.Configure<KestrelServerOptions>(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = BodyLimits.Default;
            // Thousands of open streams are ordinary; what hangs beyond that, or drips, is there to hold us.
            options.Limits.MaxConcurrentConnections = 10_000;
            options.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 4096, gracePeriod: TimeSpan.FromSeconds(10));
            options.Limits.MinResponseDataRate = new MinDataRate(bytesPerSecond: 1024, gracePeriod: TimeSpan.FromSeconds(10));
        });
        // Kestrel:Limits:… raises or lowers them.
        builder.Services.Configure<KestrelServerOptions>(builder.Configuration.GetSection("Kestrel"));
        // Longer than the bus takes to stop, so that what is in hand is finished.
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(30));
        return builder;
    }

    public static WebApplication UseServiceDefaults(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages(context => Problems.WriteAsync(context.HttpContext, Unanswered(context.HttpContext)));
        app.UseRouting();
        app.UseMiddleware<BodyFormMiddleware>();
        return app;
    }

    /// <summary><c>/health/live</c>: the process runs. <c>/health/ready</c>: its parts answer.</summary>
    public static void MapDefaultEndpoints(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).ExcludeFromDescription().AllowAnonymous();
        routes.MapHealthChecks("/health/ready", new HealthCheckOptions
        {
            Predicate = check => check.Tags.Contains("ready"),
            ResponseWriter = (context, report) => context.Response.WriteAsJsonAsync(new
            {
                status = report.Status.ToString(),
                checks = report.Entries.ToDictionary(entry => entry.Key, entry => entry.Value.Status.ToString()),
            }),
            ResultStatusCodes = { [HealthStatus.Degraded] = StatusCodes.Status200OK },
        }).ExcludeFromDescription().AllowAnonymous();
    }

    private static ProblemException Unanswered(HttpContext context) => context.Response.StatusCode switch
    {
        401 => ProblemException.Of(401, ErrorCodes.NotSignedIn),
        403 => ProblemException.Of(403, ErrorCodes.NotPermitted),
        404 => new ProblemException(404, "not_found", "There is nothing at this address."),
        405 => new ProblemException(405, "method_not_allowed", $"{context.Request.Method} is not possible at this address."),
        // Where the length says so in front, the framework does not throw.
        413 => BadRequestProblem.TooLarge(context.Request),
        415 => BadRequestProblem.NotJson(),
        var status => new ProblemException(status, "http_" + status, "The request could not be served."),
    };

    private static void AddEnvironmentNames(this IConfigurationManager configuration)
    {
        var sources = configuration.Sources;
        var place = sources.TakeWhile(source => source is not EnvironmentVariablesConfigurationSource { Prefix: null or "" }).Count();
        // Above the environment, where an empty variable would hide the file that holds its secret; below the command line.
        sources.Insert(Math.Min(place + 1, sources.Count), Source(name => name.IsSetting));
        // Below the environment's long names, so that those win.
        sources.Insert(place, Source(name => !name.IsSetting));
    }

    private static EnvironmentNamesSource Source(Func<Configuration.EnvironmentName, bool> which) =>
        new(EnvironmentNames.All.Where(which), Environment.GetEnvironmentVariable);

    private static void MakeStrict(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.DictionaryKeyPolicy = null;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.PropertyNameCaseInsensitive = false;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower));
    }
}
