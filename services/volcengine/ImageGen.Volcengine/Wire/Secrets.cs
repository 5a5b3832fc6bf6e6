using System.Text;

namespace ImageGen.Volcengine.Wire;

/// <summary>Our keys, which must not get into a log, a message or a document by way of an answer that quotes them.</summary>
internal sealed class Secrets(params IEnumerable<string?> texts)
{
    // Anything shorter is no key, and might be part of a word.
    private const int Shortest = 8;

    private readonly byte[][] all = [.. texts.OfType<string>().Where(text => text.Length >= Shortest).Select(Encoding.UTF8.GetBytes)];

    /// <summary>Puts asterisks in their place.</summary>
    public void Blank(Span<byte> body)
    {
        foreach (var secret in all)
        {
            for (var rest = body; rest.IndexOf(secret) is >= 0 and var at; rest = rest[(at + secret.Length)..])
                rest.Slice(at, secret.Length).Fill((byte)'*');
        }
    }
}
