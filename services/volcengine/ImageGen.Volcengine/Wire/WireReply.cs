namespace ImageGen.Volcengine.Wire;

/// <summary>What one call over HTTP came to.</summary>
internal abstract record WireReply
{
    private WireReply()
    {
    }

    /// <summary>The provider, or somebody between, answered.</summary>
    /// <param name="Body">In UTF-8 and unpacked, whatever it was sent as.</param>
    /// <param name="Date">The answering clock, as sent.</param>
    /// <param name="RequestId">The provider's id of the call, from a header.</param>
    public sealed record Answer(int Status, ReadOnlyMemory<byte> Body, string? Date = null, string? RequestId = null) : WireReply
    {
        /// <summary>Why <see cref="Body"/> is only the beginning of what was sent; null where it is all.</summary>
        public string? Cut { get; init; }

        public static Answer Of(HttpResponseMessage response, ReadOnlyMemory<byte> body) => new(
            (int)response.StatusCode,
            body,
            response.Headers.Date?.ToString("r"),
            IdHeaders.Select(name => response.Headers.TryGetValues(name, out var ids) ? ids.First() : null).FirstOrDefault(id => id is not null));
    }

    /// <summary>The body of the request never left whole: the provider can not have acted upon it.</summary>
    /// <param name="BodyLeft">Part of it had left, or it could not be made: it may be this request that does not get through.</param>
    public sealed record NotSent(string Reason, bool BodyLeft = false) : WireReply;

    /// <summary>The request went out, and no whole answer came.</summary>
    public sealed record Lost(string Reason) : WireReply;

    private static readonly string[] IdHeaders = ["X-Tt-Logid", "X-Request-Id"];
}
