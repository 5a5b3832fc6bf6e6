using System.Net;
using ImageGen.ServiceDefaults.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ImageGen.Edge;

/// <summary>Refuses requests to a name that is not ours.</summary>
internal sealed partial class ForeignHostMiddleware(RequestDelegate next, OwnNames names, ILogger<ForeignHostMiddleware> logger)
{
    private const string Advice = "set IMAGEGEN_PUBLIC_URL to the address that people use, or name the host in IMAGEGEN_ALLOWED_HOSTS";

    private int refused;

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        var asked = OwnNames.Asked(request);
        if (names.Has(asked) || IsProbe(request, asked))
            return next(context);
        var host = ShortText.Of(asked.Host, 100);
        if (Interlocked.Exchange(ref refused, 1) == 0)
            LogRefused(host);
        return Problems.WriteAsync(context, new ProblemException(
            400, "host_not_allowed", $"This installation does not answer to the name '{host}'. If it is meant to, {Advice}."));
    }

    /// <summary>Probes of clusters and balancers know an address and no name. No page can choose an address for its name.</summary>
    private static bool IsProbe(HttpRequest request, HostString asked) =>
        request.Path.StartsWithSegments("/health", StringComparison.Ordinal)
        && (!asked.HasValue || IPAddress.TryParse(asked.Host.Trim('[', ']'), out _));

    [LoggerMessage(LogLevel.Warning, "A request to the name '{Host}' was refused, as all later ones will be without a word. If it is meant to be ours, " + Advice)]
    private partial void LogRefused(string host);
}
