using Microsoft.AspNetCore.Http;

namespace ImageGen.Edge.Limits;

/// <summary>What a request takes its permits for: a page that shows many pictures must not use up what its person has for calls.</summary>
internal enum RequestKind
{
    Call,
    Picture,

    /// <summary>The opening of an event stream, or the beginning of an export.</summary>
    Stream,

    /// <summary>An error that the web app tells: a page that fails in a loop must fill no log.</summary>
    ClientError,

    /// <summary>Nobody counts it: probes, and what the provider asks for. Whoever could use that up could keep results from us.</summary>
    Free,
}

internal static class RequestKinds
{
    private static readonly PathString[] Free = ["/health", "/api/v1/callbacks", "/api/v1/provider-inputs"];

    private static readonly PathString ClientErrors = "/api/v1/client-errors";

    private static readonly PathString Export = "/api/v1/images/export";

    public static RequestKind Of(HttpRequest request)
    {
        if (Array.Exists(Free, path => request.Path.StartsWithSegments(path)))
            return RequestKind.Free;
        if (request.Path.StartsWithSegments(ClientErrors))
            return RequestKind.ClientError;
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
            return request.Path.StartsWithSegments(Export) ? RequestKind.Stream : RequestKind.Call;
        var path = request.Path.Value.AsSpan().TrimEnd('/');
        return path.EndsWith("/content", StringComparison.OrdinalIgnoreCase) ? RequestKind.Picture
            : path.EndsWith("/events", StringComparison.OrdinalIgnoreCase) ? RequestKind.Stream
            : RequestKind.Call;
    }
}
