using ImageGen.ServiceDefaults.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ImageGen.Edge;

/// <summary>
/// Refuses writes, and scripts' reads, that another site's page sends through the browser of somebody who can reach us. Comes behind the
/// check of the host: under a name of its own (DNS rebinding) a foreign page would be same-origin.
/// </summary>
internal sealed partial class ForeignOriginMiddleware(RequestDelegate next, OwnNames names, ILogger<ForeignOriginMiddleware> logger)
{
    private const string Advice = "set IMAGEGEN_PUBLIC_URL to the address that people open, or let the proxy keep the Host header";

    private int refused;

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        var reads = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method);
        if ((reads && !IsScriptElsewhere(request)) || !IsForeign(request))
            return next(context);
        if (Interlocked.Exchange(ref refused, 1) == 0)
            LogRefused(ShortText.Of(request.Headers.Origin.ToString(), 100), ShortText.Of(OwnNames.Asked(request).Value ?? "", 100));
        return Problems.WriteAsync(context, new ProblemException(
            403, "foreign_origin", $"A page of another site may not write here, nor may its scripts read. If the page is this installation's own, {Advice}."));
    }

    /// <summary>
    /// It can not read what it asks for, only make us work: an event stream sends a thousand jobs when it opens. Links and pictures are
    /// what pages may show of each other.
    /// </summary>
    private static bool IsScriptElsewhere(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"] == "cross-site" && request.Headers["Sec-Fetch-Dest"] == "empty";

    private bool IsForeign(HttpRequest request)
    {
        var host = OwnNames.Asked(request);
        var text = request.Headers.Origin.ToString();
        var origin = Uri.TryCreate(text, UriKind.Absolute, out var uri) ? uri : null;
        if (origin is not null && names.PublicUrl is { } own && SameOrigin(origin, own))
            return false;
        return request.Headers["Sec-Fetch-Site"].ToString() switch
        {
            // The browser's own word, which no page can write: right also where a proxy has changed the Host header.
            "same-origin" => false,
            "cross-site" => true,
            "same-site" => origin is null || !IsHost(origin, host),
            // Older browsers, and plain http beyond this machine. A proxy may have dropped its port from the Host header.
            "" => text.Length > 0 && (origin is null || !(IsHost(origin, host) || IsHostWithoutPort(origin, host))),
            _ => text.Length > 0 && (origin is null || !IsHost(origin, host)),
        };
    }

    private static bool SameOrigin(Uri one, Uri other) =>
        one.Scheme == other.Scheme && one.Port == other.Port && one.IdnHost.Equals(other.IdnHost, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whatever the scheme: a proxy may speak https for us.</summary>
    private static bool IsHost(Uri origin, HostString host) =>
        SameName(origin, host) && (host.Port is { } port ? port == origin.Port : origin.IsDefaultPort);

    private static bool IsHostWithoutPort(Uri origin, HostString host) => host.Port is null && SameName(origin, host);

    private static bool SameName(Uri origin, HostString host) => OwnNames.IsNameOf(origin, host.Host);

    [LoggerMessage(LogLevel.Warning, "A request from a page at '{Origin}' to the host '{Host}' was refused, as all later ones will be without a word. If the page is our own, " + Advice)]
    private partial void LogRefused(string origin, string host);
}
