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
    /// <summary>64 MiB.</summary>
    public const long Most = 64 << 20;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <summary>Waits at most 5 s and for <see cref="Most"/>.</summary>
    public static async Task ReadAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is not BoundedBody body)
            return;
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        timeout.CancelAfter(Longest);
        try
        {
            // The caller is to read the answer while it sends.
            await context.Response.CompleteAsync();
            await body.Unchecked.CopyToAsync(Stream.Null, timeout.Token);
        }
        catch (Exception error) when (error is OperationCanceledException or IOException)
        {
            // It went away, or is too slow: it has had its time.
        }
    }
}
