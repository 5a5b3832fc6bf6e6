using System.Buffers;
using System.IO.Compression;
using System.IO.Pipelines;
using System.Text;
using ZstdSharp;

namespace ImageGen.Volcengine.Wire;

/// <summary>
/// The body of an answer as plain bytes. What it is shows in its first bytes: headers about it are wrong or missing where a proxy has
/// packed or unpacked it, or changed its kind. We ask for no packing, and undo what comes all the same.
/// </summary>
internal sealed class AnswerStream : IAsyncDisposable
{
    private const int MostCodings = 4;

    // As long as anything that is looked for.
    private const int Head = 16;

    private readonly PipeReader pipe;

    private AnswerStream(PipeReader pipe, bool isEvents, long maxBytes)
    {
        (this.pipe, IsEvents) = (pipe, isEvents);
        Stream = new BoundedStream(pipe.AsStream(), maxBytes);
    }

    /// <summary>Server-sent events; else something in one piece.</summary>
    public bool IsEvents { get; }

    /// <summary>Without a mark of the byte order.</summary>
    public Stream Stream { get; }

    /// <param name="maxBytes">Unpacked; to read on is refused.</param>
    public static async Task<AnswerStream> OpenAsync(HttpResponseMessage response, long maxBytes, CancellationToken cancellationToken)
    {
        var declared = new Stack<string>(response.Content.Headers.ContentEncoding.SelectMany(codings => codings.Split(',')).Select(coding => coding.Trim().ToLowerInvariant()));
        var pipe = PipeReader.Create(await response.Content.ReadAsStreamAsync(cancellationToken));
        try
        {
            for (var codings = 0; codings < MostCodings; codings++)
            {
                var head = await PeekAsync(pipe, enough: seen => seen.Length >= Head || (!MayBePacked(seen, declared) && IsText(seen)), cancellationToken);
                if (Unpack(head, declared) is not { } unpack)
                    break;
                pipe = PipeReader.Create(unpack(pipe.AsStream()));
            }

            var start = await PeekAsync(pipe, enough: seen => AnswerKinds.Of(seen) is not null, cancellationToken);
            var isEvents = AnswerKinds.Of(start) switch
            {
                AnswerKind.Events => true,
                AnswerKind.Document or AnswerKind.Wide => false,
                _ => response.Content.Headers.ContentType?.MediaType == "text/event-stream",
            };
            if (start.AsSpan().StartsWith(Encoding.UTF8.Preamble) && await pipe.ReadAsync(cancellationToken) is { Buffer: var bytes })
                pipe.AdvanceTo(bytes.GetPosition(Encoding.UTF8.Preamble.Length));
            return new AnswerStream(pipe, isEvents, maxBytes);
        }
        catch
        {
            await pipe.CompleteAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync() => await pipe.CompleteAsync();

    /// <summary>The first bytes, which stay: as many as it takes, or all there are.</summary>
    private static async Task<byte[]> PeekAsync(PipeReader pipe, Func<byte[], bool> enough, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await pipe.ReadAsync(cancellationToken);
            var seen = read.Buffer.Slice(0, Math.Min(read.Buffer.Length, 4096)).ToArray();
            var done = read.IsCompleted || seen.Length == 4096 || enough(seen);
            // What was examined is handed out again only together with more.
            pipe.AdvanceTo(read.Buffer.Start, done ? read.Buffer.Start : read.Buffer.End);
            if (done)
                return seen;
        }
    }

    private static bool MayBePacked(ReadOnlySpan<byte> head, Stack<string> declared) =>
        head.IsEmpty || head[0] is 0x1f or 0x28 || declared.Count > 0;

    /// <summary>Nothing that is packed begins so.</summary>
    private static bool IsText(ReadOnlySpan<byte> head) =>
        AnswerKinds.Of(head) is AnswerKind.Events or AnswerKind.Markup || (AnswerKinds.Of(head) is AnswerKind.Document && head.IndexOf((byte)'[') != 0);

    private static Func<Stream, Stream>? Unpack(byte[] head, Stack<string> declared)
    {
        switch (head)
        {
            case [0x1f, 0x8b, ..]:
                Drop(declared, "gzip", "x-gzip");
                return packed => new GZipStream(packed, CompressionMode.Decompress);
            case [0x28, 0xb5, 0x2f, 0xfd, ..]:
                Drop(declared, "zstd");
                return packed => new DecompressionStream(packed, leaveOpen: false);
        }

        // These have no mark of their own: only what is no text is what it is said to be.
        while (!IsText(head) && declared.TryPop(out var coding))
        {
            switch (coding)
            {
                case "br":
                    return packed => new BrotliStream(packed, CompressionMode.Decompress);
                case "deflate" when head is [var first, var second, ..] && (first & 0x0f) == 8 && ((first << 8) | second) % 31 == 0:
                    return packed => new ZLibStream(packed, CompressionMode.Decompress);
                case "deflate":
                    return packed => new DeflateStream(packed, CompressionMode.Decompress);
            }
        }

        return null;
    }

    private static void Drop(Stack<string> declared, params ReadOnlySpan<string> names)
    {
        if (declared.TryPeek(out var last) && names.Contains(last))
            declared.Pop();
    }
}
