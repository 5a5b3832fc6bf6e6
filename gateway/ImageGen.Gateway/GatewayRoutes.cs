using ImageGen.ServiceDefaults;
using ImageGen.ServiceDefaults.Callers;
using ImageGen.ServiceDefaults.Configuration;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.LoadBalancing;

namespace ImageGen.Gateway;

internal static class GatewayRoutes
{
    private const string Jobs = "jobs";
    private const string Storage = "storage";
    private const string Worker = "worker";
    private const string Accounts = "accounts";

    /// <summary>The policy of streams, as the framework calls it.</summary>
    public const string NoTimeout = "Disable";

    /// <summary>Bytes; Storage itself says what a picture may have.</summary>
    private const long MaxUpload = 32 << 20;

    /// <summary>Bytes; Jobs itself says what a batch may have.</summary>
    private const long MaxBatch = 4 << 20;

    /// <summary>Bytes; Jobs itself says what a file of templates may have.</summary>
    private const long MaxTemplates = 4 << 20;

    public static IReadOnlyList<RouteConfig> Routes { get; } =
    [
        Route("jobs", Jobs, "/api/v1/jobs/{**rest}"),
        Route("job-batch", Jobs, "/api/v1/jobs/batch") with { MaxRequestBodySize = MaxBatch },
        Route("batches", Jobs, "/api/v1/batches/{**rest}"),
        Route("templates", Jobs, "/api/v1/templates/{**rest}"),
        Route("template-import", Jobs, "/api/v1/templates/import") with { MaxRequestBodySize = MaxTemplates },
        Route("models", Jobs, "/api/v1/models/{**rest}"),
        Route("styles", Jobs, "/api/v1/styles"),
        Route("usage", Jobs, "/api/v1/usage"),
        Route("system", Jobs, "/api/v1/system"),
        Route("client-errors", Jobs, "/api/v1/client-errors") with { MaxRequestBodySize = BodyLimits.Small },
        Route("admin-jobs", Jobs, "/api/v1/admin/jobs/{**rest}"),
        Route("admin-documents", Jobs, "/api/v1/admin/documents"),
        Route("docs", Jobs, "/docs/{**rest}"),
        // Streams stay open for hours: no time-out of ours, and the services' pings keep them from looking idle. Exports always send.
        Route("events", Jobs, "/api/v1/events") with { TimeoutPolicy = NoTimeout },
        Route("job-events", Jobs, "/api/v1/jobs/{id}/events") with { TimeoutPolicy = NoTimeout, Order = -1 },
        Route("image-export", Jobs, "/api/v1/images/export", "POST") with { TimeoutPolicy = NoTimeout },
        // A picture's bytes are Storage's; which there are, and what people make of them, their jobs know.
        Route("images", Storage, "/api/v1/images/{**rest}"),
        Route("image-list", Jobs, "/api/v1/images"),
        Route("image-labels", Jobs, "/api/v1/images/{id}", "PATCH", "DELETE"),
        Route("image-restore", Jobs, "/api/v1/images/{id}/restore"),
        Route("image-review", Jobs, "/api/v1/images/{id}/review"),
        Route("image-links", Jobs, "/api/v1/images/{id}/links"),
        Route("links", Jobs, "/api/v1/links/{**rest}"),
        Route("shared", Jobs, "/api/v1/shared/{token}"),
        Route("reviews", Jobs, "/api/v1/reviews"),
        Route("providers", Worker, "/api/v1/admin/providers"),
        Route("prompts", Worker, "/api/v1/prompts/{**rest}"),
        Route("callbacks", Worker, "/api/v1/callbacks/volcengine/{token}"),
        Route("uploads", Storage, "/api/v1/uploads/{**rest}") with { MaxRequestBodySize = MaxUpload },
        Route("labels", Storage, "/api/v1/labels/read") with { MaxRequestBodySize = MaxUpload },
        Route("provider-inputs", Storage, "/api/v1/provider-inputs/{token}"),
    ];

    /// <summary>Where people sign in.</summary>
    private static readonly IReadOnlyList<RouteConfig> RoutesOfAccounts =
    [
        Route("session", Accounts, "/api/v1/session/{**rest}"),
        Route("sessions", Accounts, "/api/v1/sessions/{**rest}"),
        Route("setup", Accounts, "/api/v1/setup"),
        Route("account", Accounts, "/api/v1/account/{**rest}"),
        Route("keys", Accounts, "/api/v1/keys/{**rest}"),
        Route("users", Accounts, "/api/v1/users/{**rest}"),
        Route("teams", Accounts, "/api/v1/teams/{**rest}"),
        Route("audit", Accounts, "/api/v1/audit"),
    ];

    public static IReadOnlyList<RouteConfig> For(IConfiguration configuration) =>
        AccountsMode.UrlOf(configuration) is null ? Routes : [.. Routes, .. RoutesOfAccounts.Select(route => route with { MaxRequestBodySize = BodyLimits.Small })];

    /// <exception cref="ConfigurationException">An address is missing or no URL.</exception>
    public static IReadOnlyList<ClusterConfig> Clusters(IConfiguration configuration)
    {
        List<ClusterConfig> clusters =
        [
            Cluster(Jobs, configuration, "http://127.0.0.1:8081"),
            Cluster(Storage, configuration, "http://127.0.0.1:8082"),
            Cluster(Worker, configuration, "http://127.0.0.1:8100"),
        ];
        if (AccountsMode.UrlOf(configuration) is { } accounts)
            clusters.Add(Cluster(Accounts, configuration, accounts.ToString()));
        return clusters;
    }

    /// <param name="methods">None for all.</param>
    private static RouteConfig Route(string id, string cluster, string path, params string[] methods) =>
        new() { RouteId = id, ClusterId = cluster, Match = new RouteMatch { Path = path, Methods = methods.Length == 0 ? null : methods } };

    /// <summary><c>Gateway:Jobs</c>, <c>Gateway:Storage</c>, <c>Gateway:Worker</c> and <c>Gateway:Accounts</c>: one address, or several separated by commas.</summary>
    private static ClusterConfig Cluster(string name, IConfiguration configuration, string fallback)
    {
        var setting = $"Gateway:{char.ToUpperInvariant(name[0])}{name[1..]}";
        var addresses = (configuration[setting] ?? fallback).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (addresses.Length == 0 || !addresses.All(address => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
            throw new ConfigurationException($"{setting} must name at least one http address, such as {fallback}.");
        return new ClusterConfig
        {
            ClusterId = name,
            LoadBalancingPolicy = LoadBalancingPolicies.PowerOfTwoChoices,
            HealthCheck = new HealthCheckConfig
            {
                Passive = new PassiveHealthCheckConfig { Enabled = true, Policy = "TransportFailureRate", ReactivationPeriod = TimeSpan.FromSeconds(5) },
                AvailableDestinationsPolicy = "HealthyOrPanic",
            },
            // As Kestrel reads and writes them; the client's own default fails on all that is not ASCII, which then looks like a service that is away.
            HttpClient = new HttpClientConfig { RequestHeaderEncoding = "utf-8", ResponseHeaderEncoding = "utf-8" },
            HttpRequest = new ForwarderRequestConfig { ActivityTimeout = TimeSpan.FromSeconds(100) },
            Destinations = addresses.Index().ToDictionary(
                entry => $"{name}-{entry.Index}", entry => new DestinationConfig { Address = entry.Item }, StringComparer.Ordinal),
        };
    }
}
