using System.Buffers;
using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace ImageGen.Volcengine.Wire;

/// <summary>The bytes of a picture written as text, however they are written: with or without filling, lines, a <c>data:</c> prefix.</summary>
internal static class PictureBytes
{
    private static readonly SearchValues<byte> Usual = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="u8);

    /// <returns>Null where it is no picture.</returns>
    public static byte[]? Of(JsonElement text)
    {
        // Without a string of twice the size in between, where there is nothing to unescape.
        var raw = JsonMarshal.GetRawUtf8Value(text)[1..^1];
        return raw.Contains((byte)'\\') ? Of(Encoding.UTF8.GetBytes(text.Words())) : Of(raw);
    }

    public static byte[]? Of(ReadOnlySpan<byte> text)
    {
        text = text.Trim(" \t\r\n\"'"u8);
        if (IsDataUri(text))
            text = text[(text.IndexOf((byte)',') + 1)..];
        return text.Length % 4 == 0 && !text.ContainsAnyExcept(Usual) ? OfUsual(text) : OfUnusual(text);
    }

    private static byte[]? OfUsual(ReadOnlySpan<byte> text)
    {
        var bytes = new byte[(text.Length / 4 * 3) - text.Length + text.TrimEnd((byte)'=').Length];
        return Base64.DecodeFromUtf8(text, bytes, out _, out var written) == OperationStatus.Done && written == bytes.Length && IsPicture(bytes) ? bytes : null;
    }

    private static byte[]? OfUnusual(ReadOnlySpan<byte> text)
    {
        // As a form or an address escapes it.
        if (text.Contains((byte)'%'))
            text = Encoding.UTF8.GetBytes(Uri.UnescapeDataString(Encoding.UTF8.GetString(text)));
        var letters = new byte[text.Length + 3];
        var length = 0;
        foreach (var letter in text)
        {
            switch (letter)
            {
                case (byte)'-':
                    letters[length++] = (byte)'+';
                    break;
                case (byte)'_':
                    letters[length++] = (byte)'/';
                    break;
                case (byte)'=' or (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n':
                    break;
                default:
                    letters[length++] = letter;
                    break;
            }
        }

        while (length % 4 != 0)
            letters[length++] = (byte)'=';
        var status = Base64.DecodeFromUtf8InPlace(letters.AsSpan(0, length), out var written);
        return status == OperationStatus.Done && IsPicture(letters.AsSpan(0, written)) ? letters[..written] : null;
    }

    public static bool IsDataUri(ReadOnlySpan<byte> text) =>
        text.Length > 5 && Ascii.EqualsIgnoreCase(text[..5], "data:"u8) && text.Contains((byte)',');

    /// <summary>Whether the bytes begin as those of a picture do: of more kinds than we can store, because these may be all there is of a paid one.</summary>
    public static bool IsPicture(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => true,
        [0xff, 0xd8, 0xff, ..] => true,
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => true,
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => true,
        [(byte)'I', (byte)'I', 0x2a, 0, ..] or [(byte)'M', (byte)'M', 0, 0x2a, ..] => true,
        [(byte)'B', (byte)'M', _, _, _, _, 0, 0, 0, 0, ..] => true,
        // AVIF, HEIC; JPEG XL.
        [0, 0, 0, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', ..] => true,
        [0xff, 0x0a, ..] or [0, 0, 0, 0x0c, (byte)'J', (byte)'X', (byte)'L', (byte)' ', ..] => true,
        _ => false,
    };
}
