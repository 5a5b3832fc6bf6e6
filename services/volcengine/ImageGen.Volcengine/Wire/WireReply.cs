namespace ImageGen.Volcengine.Wire;

/// <summary>What one call over HTTP came to.</summary>
internal abstract record WireReply
{
    private WireReply()
    {
    }

    /// <summary>The provider, or somebody between, answered.</summary>
    /// <param name="Date">The answering clock, as sent.</param>
    /// <param name="RequestId">The provider's id of the call, from a header.</param>
    public sealed record Answer(int Status, byte[] Body, string? Date = null, string? RequestId = null) : WireReply
    {
        /// <param name="secrets">What no answer brings any further, should it quote the request.</param>
        public static async Task<Answer> ReadAsync(HttpResponseMessage response, int maxBytes, Secrets secrets, CancellationToken cancellationToken)
        {
            var body = await BodyOf(response.Content, maxBytes, cancellationToken);
            secrets.Blank(body);
            return Of(response, body);
        }

        public static Answer Of(HttpResponseMessage response, byte[] body) => new(
            (int)response.StatusCode,
            body,
            response.Headers.Date?.ToString("r"),
            IdHeaders.Select(name => response.Headers.TryGetValues(name, out var ids) ? ids.First() : null).FirstOrDefault(id => id is not null));
    }

    /// <summary>The body of the request never left whole: the provider can not have acted upon it.</summary>
    /// <param name="BodyLeft">Part of it had left.</param>
    public sealed record NotSent(string Reason, bool BodyLeft = false) : WireReply;

    /// <summary>The request went out, and no whole answer came.</summary>
    public sealed record Lost(string Reason) : WireReply;

    private static readonly string[] IdHeaders = ["X-Tt-Logid", "X-Request-Id"];

    private static async Task<byte[]> BodyOf(HttpContent content, int maxBytes, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > maxBytes)
            throw new InvalidDataException("the answer is too large");
        await using var stream = new BoundedStream(await content.ReadAsStreamAsync(cancellationToken), maxBytes);
        using var buffer = new MemoryStream((int)Math.Min(content.Headers.ContentLength ?? 0, maxBytes));
        await stream.CopyToAsync(buffer, 16 * 1024, cancellationToken);
        return buffer.ToArray();
    }
}
