using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ImageGen.Jobs.Watch;

/// <summary>Writes the frames of an event stream; by hand, because pings are comments and the framework's writer knows none.</summary>
internal sealed class EventWriter(HttpResponse response)
{
    private const int RetryMilliseconds = 2000;

    /// <summary>Sends something at once: proxies hold the headers back until the first byte of the body.</summary>
    public Task OpenAsync(long cursor, CancellationToken cancellationToken)
    {
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        response.HttpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        return WriteAsync(string.Create(CultureInfo.InvariantCulture, $"retry: {RetryMilliseconds}\nid: {cursor}\n\n"), cancellationToken);
    }

    public Task JobAsync(long cursor, string json, CancellationToken cancellationToken) =>
        WriteAsync(string.Create(CultureInfo.InvariantCulture, $"id: {cursor}\nevent: job\ndata: {json}\n\n"), cancellationToken);

    /// <summary>Something was missed that will not be replayed: fetch everything anew.</summary>
    public Task ResetAsync(long cursor, CancellationToken cancellationToken) =>
        WriteAsync(string.Create(CultureInfo.InvariantCulture, $"id: {cursor}\nevent: reset\ndata: {{}}\n\n"), cancellationToken);

    public Task PingAsync(CancellationToken cancellationToken) => WriteAsync(": ping\n\n", cancellationToken);

    private async Task WriteAsync(string frame, CancellationToken cancellationToken)
    {
        await response.WriteAsync(frame, Encoding.UTF8, cancellationToken);
        await response.Body.FlushAsync(cancellationToken);
    }
}
