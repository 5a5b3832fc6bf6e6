using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ImageGen.Catalogue;

namespace ImageGen.Volcengine.Wire;

/// <summary>
/// The body of a call as it is sent: its text, with the bytes of pictures, or links to them, where tokens stand for them. Bytes are encoded
/// while they are written, so that no picture is ever held as text.
/// </summary>
internal sealed class CallBody
{
    // A multiple of three, so that only the end of a picture needs base64's filling.
    private const int Block = 48 * 1024;

    private readonly List<Piece> head = [];

    /// <exception cref="InvalidOperationException">A token names a picture that is not among them.</exception>
    public CallBody(string text, CallAttachments attachments)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var from = 0;
        foreach (var (start, end, token) in attachments.Items.Count > 0 ? Tokens(bytes) : [])
        {
            var picture = attachments.Items.First(item => item.Name == token.Name);
            head.Add(new Piece(bytes.AsMemory(from, start - from)));
            head.AddRange(Pieces(token, picture));
            from = end;
        }

        Tail = bytes.AsMemory(from);
        Length = head.Sum(piece => piece.Length) + Tail.Length;
    }

    public long Length { get; }

    /// <summary>Its last bytes, which close the JSON; never empty.</summary>
    public ReadOnlyMemory<byte> Tail { get; }

    /// <summary>All before <see cref="Tail"/>; each part only until the next one is asked for.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Head()
    {
        var text = ArrayPool<byte>.Shared.Rent(Base64.GetMaxEncodedToUtf8Length(Block));
        try
        {
            foreach (var piece in head)
            {
                if (!piece.AsBase64)
                    yield return piece.Bytes;
                for (var at = 0; piece.AsBase64 && at < piece.Bytes.Length; at += Block)
                {
                    Base64.EncodeToUtf8(piece.Bytes.Span[at..Math.Min(at + Block, piece.Bytes.Length)], text, out _, out var written);
                    yield return text.AsMemory(0, written);
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(text);
        }
    }

    /// <summary>SHA-256 of all of it, hex in lower case.</summary>
    public string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var chunk in Head())
            hash.AppendData(chunk.Span);
        hash.AppendData(Tail.Span);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static List<(int Start, int End, AttachmentToken Token)> Tokens(ReadOnlySpan<byte> text)
    {
        var tokens = new List<(int, int, AttachmentToken)>();
        var reader = new Utf8JsonReader(text);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.StartObject || reader.CurrentDepth == 0)
                continue;
            var start = (int)reader.TokenStartIndex;
            var after = reader;
            after.Skip();
            var end = (int)after.BytesConsumed;
            if (AttachmentToken.Read(JsonNode.Parse(text[start..end])) is not { } token)
                continue;
            tokens.Add((start, end, token));
            reader = after;
        }

        return tokens;
    }

    private static Piece[] Pieces(AttachmentToken token, CallAttachment picture) => token.Form is null
        ? [new Piece(JsonSerializer.SerializeToUtf8Bytes(picture.Link!.AbsoluteUri))]
        :
        [
            new Piece(Encoding.UTF8.GetBytes(token.Form == BytesForm.DataUri ? $"\"data:{picture.ContentType};base64," : "\"")),
            new Piece(picture.Bytes, AsBase64: true),
            new Piece("\""u8.ToArray()),
        ];

    private readonly record struct Piece(ReadOnlyMemory<byte> Bytes, bool AsBase64 = false)
    {
        public long Length => AsBase64 ? Base64.GetMaxEncodedToUtf8Length(Bytes.Length) : Bytes.Length;
    }
}
