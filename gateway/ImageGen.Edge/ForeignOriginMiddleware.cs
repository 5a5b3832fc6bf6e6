using ImageGen.ServiceDefaults;
using Microsoft.AspNetCore.Http;

namespace ImageGen.Edge;

/// <summary>Refuses writes that another site's page sends through the browser of somebody who can reach us.</summary>
internal sealed class ForeignOriginMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        var reads = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method);
        if (reads || !IsForeign(request))
            return next(context);
        return Problems.WriteAsync(context, new ProblemException(403, "foreign_origin", "A page of another site may not write here."));
    }

    private static bool IsForeign(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        if (origin.Length == 0)
            return request.Headers["Sec-Fetch-Site"].ToString() == "cross-site";
        return !Uri.TryCreate(origin, UriKind.Absolute, out var uri) || !uri.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase);
    }
}
