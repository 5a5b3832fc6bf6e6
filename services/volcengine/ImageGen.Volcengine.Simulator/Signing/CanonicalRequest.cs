using System.Text;

namespace ImageGen.Volcengine.Simulator.Signing;

/// <summary>The text that both sides hash.</summary>
internal static class CanonicalRequest
{
    /// <summary>Null where a signed header was not sent.</summary>
    public static string? Build(ReceivedRequest request, IReadOnlyList<string> signedHeaders)
    {
        var text = new StringBuilder()
            .Append(request.Method).Append('\n')
            .Append(request.Path.Length == 0 ? "/" : request.Path).Append('\n')
            .Append(Query(request.Query)).Append('\n');
        foreach (var name in signedHeaders)
        {
            if (request.Headers(name) is not { } value)
                return null;
            text.Append(name).Append(':').Append(value.Trim()).Append('\n');
        }

        return text.Append('\n').AppendJoin(';', signedHeaders).Append('\n').Append(request.BodySha256).ToString();
    }

    // Decoded and encoded again, so that a sender who leaves a character bare that the rules encode is still held to the rules.
    // Equal names keep their order, as in the Python and Go signers.
    private static string Query(string query)
    {
        var pairs = query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair =>
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            return equals < 0 ? (Name: Encode(pair), Value: "") : (Name: Encode(pair[..equals]), Value: Encode(pair[(equals + 1)..]));
        });
        return string.Join('&', pairs.OrderBy(pair => pair.Name, StringComparer.Ordinal).Select(pair => $"{pair.Name}={pair.Value}"));
    }

    private static string Encode(string text) => Uri.EscapeDataString(Uri.UnescapeDataString(text));
}
