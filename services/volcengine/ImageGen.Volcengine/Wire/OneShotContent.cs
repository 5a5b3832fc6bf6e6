using System.Net;
using System.Net.Http.Headers;

namespace ImageGen.Volcengine.Wire;

/// <summary>
/// A body that goes on the wire at most once, and knows whether it did. A request whose body never left whole can not have been
/// acted upon, whatever went wrong: its JSON is not closed. One whose last byte was written may have been.
/// </summary>
internal sealed class OneShotContent : HttpContent
{
    private readonly long length;
    private readonly Action? sent;
    private CallBody? body;
    private int whole;
    private int begun;

    /// <param name="sent">Called once, when all of it is written and its pictures are needed no more.</param>
    public OneShotContent(CallBody body, Action? sent = null)
    {
        this.body = body;
        this.sent = sent;
        length = body.Length;
        // Without a charset: what is said about the body is what is sent.
        Headers.ContentType = new MediaTypeHeaderValue("application/json");
    }

    /// <summary>The other side may have all of it.</summary>
    public bool MayHaveArrived => Volatile.Read(ref whole) != 0;

    /// <summary>The other side may have some of it.</summary>
    public bool HasBegun => Volatile.Read(ref begun) != 0;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var only = Interlocked.Exchange(ref body, null)
            ?? throw new InvalidOperationException("This request has been on the wire before and is not sent again.");
        foreach (var chunk in only.Head())
        {
            await stream.WriteAsync(chunk, cancellationToken);
            Volatile.Write(ref begun, 1);
        }

        // Said before it is written: a write that fails may have got through.
        Volatile.Write(ref whole, 1);
        await stream.WriteAsync(only.Tail, cancellationToken);
        sent?.Invoke();
    }

    protected override bool TryComputeLength(out long length)
    {
        length = this.length;
        return true;
    }
}
