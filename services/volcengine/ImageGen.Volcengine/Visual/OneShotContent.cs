using System.Net;
using System.Net.Http.Headers;

namespace ImageGen.Volcengine.Visual;

/// <summary>
/// A body that goes on the wire at most once, and knows whether it did. A request whose body was never written can not have been
/// acted upon, whatever went wrong; one whose body was written may have been.
/// </summary>
internal sealed class OneShotContent : HttpContent
{
    private readonly ReadOnlyMemory<byte> body;
    private int written;

    public OneShotContent(ReadOnlyMemory<byte> body)
    {
        this.body = body;
        // Without a charset: what is said about the body is what is sent.
        Headers.ContentType = new MediaTypeHeaderValue("application/json");
    }

    public bool WasWritten => Volatile.Read(ref written) != 0;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref written, 1) != 0)
            throw new InvalidOperationException("This request has been on the wire before and is not sent again.");
        return stream.WriteAsync(body, cancellationToken).AsTask();
    }

    protected override bool TryComputeLength(out long length)
    {
        length = body.Length;
        return true;
    }
}
