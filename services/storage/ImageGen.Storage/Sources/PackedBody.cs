using System.IO.Compression;
using System.IO.Pipelines;
using ImageGen.Storage.Formats;

namespace ImageGen.Storage.Sources;

/// <summary>
/// Undoes the content codings of a body. None is asked for, but storages keep packed files and say so, or do not. The bytes decide: some
/// servers name a coding that something on the way has undone already.
/// </summary>
internal static class PackedBody
{
    private const int MostLayers = 3;
    private const int BlockSize = 64 << 10;

    /// <param name="codings">Of <c>Content-Encoding</c>, in the order in which they were applied.</param>
    /// <returns>The plain body, and whether it was packed: then its length is not that of the answer. Owns the body.</returns>
    public static async Task<(Stream Plain, bool WasPacked)> OpenAsync(Stream body, IEnumerable<string> codings, CancellationToken cancellationToken)
    {
        var named = new Stack<string>(codings.Select(coding => coding.Trim().ToLowerInvariant()));
        for (var layer = 0; ; layer++)
        {
            var reader = PipeReader.Create(body, new StreamPipeReaderOptions(bufferSize: BlockSize));
            var start = await PeekAsync(reader, cancellationToken);
            body = reader.AsStream();
            if (layer == MostLayers || PictureInspector.FormatOf(start) is not null || Unpacked(body, start, named) is not { } unpacked)
                return (body, layer > 0);
            body = unpacked;
        }
    }

    private static Stream? Unpacked(Stream body, byte[] start, Stack<string> named)
    {
        named.TryPop(out var coding);
        return (coding, start) switch
        {
            (_, [0x1F, 0x8B, ..]) => new GZipStream(body, CompressionMode.Decompress),
            ("br", _) => new BrotliStream(body, CompressionMode.Decompress),
            // Said of both, with and without the wrapper.
            ("deflate", [0x78, ..]) => new ZLibStream(body, CompressionMode.Decompress),
            ("deflate", _) => new DeflateStream(body, CompressionMode.Decompress),
            _ => null,
        };
    }

    private static async Task<byte[]> PeekAsync(PipeReader reader, CancellationToken cancellationToken)
    {
        var read = await reader.ReadAtLeastAsync(PictureInspector.SignatureLength, cancellationToken);
        var start = read.Buffer.Slice(0, Math.Min(read.Buffer.Length, PictureInspector.SignatureLength));
        var bytes = new byte[start.Length];
        var rest = bytes.AsSpan();
        foreach (var part in start)
        {
            part.Span.CopyTo(rest);
            rest = rest[part.Length..];
        }
        reader.AdvanceTo(read.Buffer.Start);
        return bytes;
    }
}
