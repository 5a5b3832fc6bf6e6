using System.Security.Cryptography;

namespace ImageGen.Volcengine.Simulator.Signing;

/// <summary>What came over the wire, as far as a signature covers it.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path as it was sent.</param>
/// <param name="Query">The query as it was sent, without its question mark.</param>
/// <param name="Headers">A header's value by name, or null where it was not sent.</param>
/// <param name="BodySha256">The hash of the body's bytes, in lower-case hex.</param>
internal sealed record ReceivedRequest(string Method, string Path, string Query, Func<string, string?> Headers, string BodySha256)
{
    public static ReceivedRequest From(HttpContext context, string rawTarget, ReadOnlySpan<byte> body)
    {
        var question = rawTarget.IndexOf('?', StringComparison.Ordinal);
        return new ReceivedRequest(
            context.Request.Method,
            question < 0 ? rawTarget : rawTarget[..question],
            question < 0 ? "" : rawTarget[(question + 1)..],
            name => context.Request.Headers.TryGetValue(name, out var values) ? values.ToString() : null,
            Convert.ToHexStringLower(SHA256.HashData(body)));
    }
}
