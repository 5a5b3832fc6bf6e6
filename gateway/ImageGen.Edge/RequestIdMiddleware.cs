using System.Diagnostics;
using ImageGen.ServiceDefaults;
using Microsoft.AspNetCore.Http;

namespace ImageGen.Edge;

/// <summary>Every answer carries <c>X-Request-Id</c>: the caller's own where it is harmless, else one of ours; services behind the door see the same.</summary>
internal sealed class RequestIdMiddleware(RequestDelegate next)
{
    private const int MaxLength = 128;

    public Task InvokeAsync(HttpContext context)
    {
        var given = context.Request.Headers[RequestIds.Header].ToString();
        var id = IsHarmless(given) ? given : Guid.CreateVersion7().ToString("N");
        context.Request.Headers[RequestIds.Header] = id;
        context.Response.OnStarting(() =>
        {
            context.Response.Headers[RequestIds.Header] = id;
            return Task.CompletedTask;
        });
        Activity.Current?.SetTag("imagegen.request_id", id);
        return next(context);
    }

    private static bool IsHarmless(string id) =>
        id.Length is > 0 and <= MaxLength && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}
