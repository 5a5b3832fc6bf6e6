using System.Text;
using System.Text.Json;

namespace ImageGen.Volcengine.Wire;

/// <summary>
/// Reads JSON of others as far as it can be read. Good documents are read as they are; one that is cut off, or has in it what JSON does
/// not allow but others write, is mended first: what stands before the place where nothing helps is kept.
/// </summary>
internal static class AnswerJson
{
    private const int MaxDepth = 128;

    private static readonly JsonReaderOptions Reading = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = MaxDepth };
    private static readonly JsonDocumentOptions Parsing = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = MaxDepth };

    /// <summary>The first document; null where there is none.</summary>
    /// <param name="read">Takes what it needs: the document is gone afterwards.</param>
    public static T? First<T>(ReadOnlyMemory<byte> text, Func<JsonElement, T?> read) where T : class
    {
        foreach (var (document, _) in All(text))
            return read(document);
        return null;
    }

    /// <summary>
    /// The documents in a text, whatever stands around them, and whether each is there to its end; none in a page. Each only until the
    /// next one is asked for.
    /// </summary>
    public static IEnumerable<(JsonElement Document, bool IsWhole)> All(ReadOnlyMemory<byte> text)
    {
        if (AnswerKinds.Of(text.Span) == AnswerKind.Markup)
            yield break;
        while (text.Span.IndexOfAny((byte)'{', (byte)'[') is >= 0 and var start)
        {
            text = text[start..];
            var (document, length, isWhole) = Next(text);
            if (document is null)
                yield break;
            using (document)
                yield return (document.RootElement, isWhole);
            text = text[length..];
        }
    }

    /// <summary>Whether the first document needs no mending.</summary>
    public static bool IsWhole(ReadOnlyMemory<byte> text)
    {
        try
        {
            var reader = new Utf8JsonReader(text.Span[Math.Max(0, text.Span.IndexOfAny((byte)'{', (byte)'['))..], isFinalBlock: false, new JsonReaderState(Reading));
            return reader.Read() && reader.TrySkip();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>What is missing at the end of the first document: nothing where it is whole, a <c>]</c> where it ends within an array, of which there may be more.</summary>
    public static string MissingAtEnd(ReadOnlyMemory<byte> text) =>
        IsWhole(text) ? "" : text.Span.IndexOfAny((byte)'{', (byte)'[') is >= 0 and var start ? Mended(text[start..]).Closing : "";

    private static (JsonDocument? Document, int Length, bool IsWhole) Next(ReadOnlyMemory<byte> text)
    {
        try
        {
            // Where it ends is looked for first: a document over the text itself needs no copy of what may be pictures.
            var reader = new Utf8JsonReader(text.Span, isFinalBlock: false, new JsonReaderState(Reading));
            if (reader.Read() && reader.TrySkip())
                return (JsonDocument.Parse(text[..(int)reader.BytesConsumed], Parsing), (int)reader.BytesConsumed, true);
        }
        catch (JsonException)
        {
            // Mended below.
        }

        var (mended, closing) = Mended(text);
        try
        {
            // What stands behind a document that was never closed belongs to it.
            var isWhole = closing.Length == 0;
            return (JsonDocument.Parse((byte[])[.. mended.Span, .. Encoding.ASCII.GetBytes(closing)], Parsing), isWhole ? mended.Length : text.Length, isWhole);
        }
        catch (JsonException)
        {
            return (null, 0, false);
        }
    }

    /// <summary>The beginning of a document up to the last value that is whole, and what closes what is open there.</summary>
    private static (ReadOnlyMemory<byte> Text, string Closing) Mended(ReadOnlyMemory<byte> text)
    {
        var bytes = text.ToArray();
        ReplaceWhatIsNoJson(bytes);
        var reader = new Utf8JsonReader(bytes, isFinalBlock: false, new JsonReaderState(Reading));
        var open = new Stack<char>();
        var (good, closing) = (0L, "");
        try
        {
            while (reader.Read())
            {
                switch (reader.TokenType)
                {
                    case JsonTokenType.StartObject:
                        open.Push('}');
                        break;
                    case JsonTokenType.StartArray:
                        open.Push(']');
                        break;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray:
                        open.Pop();
                        break;
                    case JsonTokenType.PropertyName:
                        // Without its value it is nothing.
                        continue;
                }

                (good, closing) = (reader.BytesConsumed, string.Concat(open));
                if (open.Count == 0)
                    break;
            }
        }
        catch (JsonException)
        {
            // So far.
        }

        return (bytes.AsMemory(0, (int)good), closing);
    }

    /// <summary>Words such as <c>NaN</c> become empty texts; control characters and backslashes that escape nothing become blanks.</summary>
    private static void ReplaceWhatIsNoJson(Span<byte> text)
    {
        var inText = false;
        for (var at = 0; at < text.Length; at++)
        {
            var letter = text[at];
            if (inText && letter == '\\')
            {
                if (EscapeAt(text[at..]) is 0)
                    text[at] = (byte)' ';
                else
                    at++;
            }
            else if (letter == '"')
            {
                inText = !inText;
            }
            else if (inText && letter < ' ')
            {
                text[at] = (byte)' ';
            }
            else if (!inText && IsOfWord(letter))
            {
                var word = text.Slice(at, WordAt(text[at..]));
                if (!IsNumber(word) && !word.SequenceEqual("true"u8) && !word.SequenceEqual("false"u8) && !word.SequenceEqual("null"u8) && word.Length > 1)
                {
                    word.Fill((byte)' ');
                    (word[0], word[1]) = ((byte)'"', (byte)'"');
                }

                at += word.Length - 1;
            }
        }
    }

    /// <returns>How long the escape is; 0 where it is none.</returns>
    private static int EscapeAt(ReadOnlySpan<byte> text) => text switch
    {
        [_, (byte)'"' or (byte)'\\' or (byte)'/' or (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t', ..] => 2,
        [_, (byte)'u', var a, var b, var c, var d, ..] when char.IsAsciiHexDigit((char)a) && char.IsAsciiHexDigit((char)b) && char.IsAsciiHexDigit((char)c) && char.IsAsciiHexDigit((char)d) => 6,
        _ => 0,
    };

    private static int WordAt(ReadOnlySpan<byte> text)
    {
        var length = 0;
        while (length < text.Length && IsOfWord(text[length]))
            length++;
        return length;
    }

    private static bool IsOfWord(byte letter) => char.IsAsciiLetterOrDigit((char)letter) || letter is (byte)'_' or (byte)'-' or (byte)'.' or (byte)'+';

    private static bool IsNumber(ReadOnlySpan<byte> word) => char.IsAsciiDigit((char)word[^1]) && (char.IsAsciiDigit((char)word[0]) || word[0] == '-');
}
