using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ImageGen.ServiceDefaults.Errors;

/// <summary>
/// A body that is held to the limit of its address here instead of by the server: that would read no more of it behind the limit, and so
/// not let <see cref="RefusedBody"/> read what the caller still sends. The server's own limit is kept above it.
/// </summary>
internal sealed class BoundedBody : CheckedBody, IHttpMaxRequestBodySizeFeature
{
    private readonly long? length;
    private readonly IHttpMaxRequestBodySizeFeature server;
    private long? most;
    private long read;

    private BoundedBody(HttpRequest request, IHttpMaxRequestBodySizeFeature server)
        : base(request.Body)
    {
        length = request.ContentLength;
        this.server = server;
        MaxRequestBodySize = server.MaxRequestBodySize;
    }

    public bool IsReadOnly => server.IsReadOnly;

    public long? MaxRequestBodySize
    {
        get => most;
        set => (most, server.MaxRequestBodySize) = (value, value + RefusedBody.Most);
    }

    public static void Use(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is not { IsReadOnly: false } server)
            return;
        var body = new BoundedBody(context.Request, server);
        context.Features.Set<IHttpMaxRequestBodySizeFeature>(body);
        context.Request.Body = body;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        length > most ? throw TooLarge() : base.ReadAsync(buffer, cancellationToken);

    protected override void Check(ReadOnlySpan<byte> bytes, bool isEnd)
    {
        read += bytes.Length;
        if (read > most)
            throw TooLarge();
    }

    private static BadHttpRequestException TooLarge() => new("The body is too large.", StatusCodes.Status413PayloadTooLarge);
}
