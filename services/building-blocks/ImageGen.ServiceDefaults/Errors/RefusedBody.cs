using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ImageGen.ServiceDefaults.Errors;

/// <summary>
/// Reads what a caller still sends after its body was refused for its length, and throws it away. A connection that is closed while
/// bytes of the caller are on their way is reset, and a reset takes the answer with it: the caller would see a broken connection, and
/// never why.
/// </summary>
internal static class RefusedBody
{
    private const long Most = 64 << 20;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <summary>Waits at most 5 s and for 64 MiB. Only where the length was told in front: of other bodies the server reads no more.</summary>
    public static async Task ReadAsync(HttpContext context)
    {
        if (context.Request.ContentLength is not <= Most || context.Features.Get<IHttpMaxRequestBodySizeFeature>() is not { IsReadOnly: false } limit)
            return;
        limit.MaxRequestBodySize = Most;
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        timeout.CancelAfter(Longest);
        try
        {
            // The caller is to read the answer while it sends.
            await context.Response.CompleteAsync();
            await context.Request.Body.CopyToAsync(Stream.Null, timeout.Token);
        }
        catch (Exception error) when (error is OperationCanceledException or IOException)
        {
            // It went away, or is too slow: it has had its time.
        }
    }
}
