using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace ImageGen.ServiceDefaults;

internal static partial class Telemetry
{
    /// <summary>Traces, metrics and logs by OTLP where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names a collector; else nothing leaves the process.</summary>
    public static void AddTelemetry(this IHostApplicationBuilder builder)
    {
        builder.Logging
            .AddFilter("Microsoft", LogLevel.Warning)
            .AddFilter("System.Net.Http", LogLevel.Warning)
            .AddFilter("Polly", LogLevel.Warning)
            .AddFilter("MassTransit", LogLevel.Warning)
            .AddFilter("Yarp", LogLevel.Warning);
        if (string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
            return;
        // Without scopes: the server's holds the path as it came, token and all. The trace, which each line names, has the rest.
        builder.Logging.AddOpenTelemetry();
        builder.Services.AddOpenTelemetry()
            .WithTracing(tracing => tracing
                .AddSource("ImageGen.*", "MassTransit", "Yarp.ReverseProxy", "MongoDB.Driver")
                .AddAspNetCoreInstrumentation(options =>
                {
                    options.Filter = context => !context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal);
                    options.EnrichWithHttpRequest = (activity, request) => activity.SetTag("url.path", WithoutToken(request.Path.Value ?? ""));
                })
                .AddHttpClientInstrumentation(options => options.EnrichWithHttpRequestMessage = (activity, request) =>
                    activity.SetTag("url.full", WithoutToken(request.RequestUri?.GetLeftPart(UriPartial.Path) ?? ""))))
            .WithMetrics(metrics => metrics
                .AddMeter("ImageGen.*", "MassTransit", "Polly")
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation()
                .AddRuntimeInstrumentation())
            .UseOtlpExporter();
    }

    /// <summary>These addresses end in what gives access to them: it must not lie in a collector. Nor must a query, which may be a signed link's.</summary>
    internal static string WithoutToken(string address) => Token().Replace(address, "$1{token}");

    [GeneratedRegex("(/api/v1/(?:callbacks/[^/]+|provider-inputs|shared)/).*", RegexOptions.IgnoreCase)]
    private static partial Regex Token();
}
