using System.Text;
using System.Text.Unicode;

namespace ImageGen.Volcengine.Wire;

/// <summary>Reads an answer in one piece, as far as it comes: what is there of a broken one may already say what matters.</summary>
internal static class AnswerBody
{
    private const int Chunk = 64 << 10;

    // Of what an answer says about its length, so much is believed before it is there.
    private const int MostAhead = 64 << 20;

    /// <param name="secrets">What no answer brings any further, should it quote the request.</param>
    /// <returns>The answer, and why it is not whole.</returns>
    public static async Task<(WireReply.Answer Answer, Exception? Broken)> ReadAsync(
        HttpResponseMessage response, AnswerStream answer, Secrets secrets, CancellationToken cancellationToken)
    {
        var length = response.Content.Headers.ContentEncoding.Count == 0 ? response.Content.Headers.ContentLength : null;
        using var buffer = new MemoryStream((int)Math.Min(length ?? 0, MostAhead));
        Exception? broken = null;
        try
        {
            await answer.Stream.CopyToAsync(buffer, Chunk, cancellationToken);
        }
        catch (Exception error) when (IsOfTheWire(error))
        {
            broken = error;
        }

        var text = Utf8Of(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), response.Content.Headers.ContentType?.CharSet);
        secrets.Blank(text.Span);
        return (WireReply.Answer.Of(response, text), broken);
    }

    /// <summary>Whether the network, a time-out or the other side's bytes are to blame.</summary>
    public static bool IsOfTheWire(Exception error) =>
        error is HttpRequestException or IOException or OperationCanceledException or InvalidDataException or ZstdSharp.ZstdException;

    /// <summary>The same text in UTF-8: where it is none, the charset that was named decides, and what can not be read is replaced.</summary>
    public static Memory<byte> Utf8Of(Memory<byte> bytes, string? charset = null)
    {
        if (Wide(bytes.Span) is { } wide)
            return Encoding.UTF8.GetBytes(wide.GetString(bytes.Span).TrimStart('\ufeff'));
        if (Utf8.IsValid(bytes.Span))
            return bytes;
        var named = charset is null ? null : CodePagesEncodingProvider.Instance.GetEncoding(charset.Trim('"', '\'', ' '));
        return Encoding.UTF8.GetBytes((named ?? Encoding.UTF8).GetString(bytes.Span));
    }

    private static Encoding? Wide(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xff, 0xfe, ..] or [(byte)'{', 0, not 0, 0, ..] => Encoding.Unicode,
        [0xfe, 0xff, ..] or [0, (byte)'{', 0, not 0, ..] => Encoding.BigEndianUnicode,
        _ => null,
    };
}
