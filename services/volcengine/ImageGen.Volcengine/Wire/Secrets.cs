using System.Buffers.Text;
using System.Text;

namespace ImageGen.Volcengine.Wire;

/// <summary>Our keys, which must not get into a log, a message or a document by way of an answer that quotes them.</summary>
internal sealed class Secrets(params IEnumerable<string?> texts)
{
    // Anything shorter is no key, and might be part of a word.
    private const int Shortest = 8;

    private readonly byte[][] all = [.. texts.OfType<string>().Where(text => text.Length >= Shortest).Select(Encoding.UTF8.GetBytes)];

    /// <summary>Puts asterisks in their place, also where a JSON writer has escaped some of their characters.</summary>
    public void Blank(Span<byte> body)
    {
        foreach (var secret in all)
        {
            for (var rest = body; rest.IndexOfAny(secret[0], (byte)'\\') is >= 0 and var at;)
            {
                var length = Math.Max(1, LengthOf(secret, rest[at..]));
                if (length >= secret.Length)
                    rest.Slice(at, length).Fill((byte)'*');
                rest = rest[(at + length)..];
            }
        }
    }

    /// <returns>How many bytes of the text spell the secret, or 0 where it begins otherwise.</returns>
    private static int LengthOf(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> text)
    {
        var at = 0;
        foreach (var expected in secret)
        {
            var (character, length) = text[at..] switch
            {
                [(byte)'\\', (byte)'u', (byte)'0', (byte)'0', var high, var low, ..] when Utf8Parser.TryParse([high, low], out byte code, out var read, 'x') && read == 2 => (code, 6),
                [(byte)'\\', var escaped and ((byte)'/' or (byte)'"' or (byte)'\\'), ..] => (escaped, 2),
                [var plain, ..] => (plain, 1),
                [] => (default, 0),
            };
            if (length == 0 || character != expected)
                return 0;
            at += length;
        }
        return at;
    }
}
