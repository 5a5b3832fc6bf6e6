using System.IO.Compression;
using System.Text;

namespace ImageGen.Volcengine.Simulator.Faults.Named;

/// <summary>How the bytes of an answer are written down.</summary>
internal static class CodingFaults
{
    // What a decoder of Zstandard reads before its blocks: the magic number, and a header without a size and with a window of 8 MiB.
    private static readonly byte[] ZstdHead = [0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x68];

    private const int ZstdBlock = 64 << 10;

    public static IReadOnlyDictionary<string, NamedFault> All { get; } = new Dictionary<string, NamedFault>
    {
        ["gz"] = Of(answer => Gzip(answer).WithHeader("Content-Encoding", "gzip")),
        ["gz-undeclared"] = Of(Gzip),
        ["gz-lie"] = Of(answer => answer.WithHeader("Content-Encoding", "gzip")),
        ["gz-twice"] = Of(answer => Gzip(Gzip(answer)).WithHeader("Content-Encoding", "gzip, gzip")),
        ["deflate"] = Of(answer => Packed(answer, stream => new ZLibStream(stream, CompressionLevel.Fastest)).WithHeader("Content-Encoding", "deflate")),
        ["deflate-raw"] = Of(answer => Packed(answer, stream => new DeflateStream(stream, CompressionLevel.Fastest)).WithHeader("Content-Encoding", "deflate")),
        ["br"] = Of(answer => Packed(answer, stream => new BrotliStream(stream, CompressionLevel.Fastest)).WithHeader("Content-Encoding", "br")),
        ["zstd"] = Of(answer => answer.With(Zstd(answer.Bytes)).WithHeader("Content-Encoding", "zstd")),
        ["bom"] = Of(answer => answer.With([.. Encoding.UTF8.Preamble, .. answer.Bytes])),
        ["utf16"] = Of(answer => answer.With([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(answer.Text)])),
    };

    public static WireAnswer Gzip(WireAnswer answer) => Packed(answer, stream => new GZipStream(stream, CompressionLevel.Fastest));

    private static NamedFault Of(Func<WireAnswer, WireAnswer> spoil) => new(DocumentFaults.Answers, (answer, _) => spoil(answer));

    private static WireAnswer Packed(WireAnswer answer, Func<Stream, Stream> packing)
    {
        using var buffer = new MemoryStream();
        using (var packer = packing(buffer))
            packer.Write(answer.Bytes);
        return answer.With(buffer.ToArray());
    }

    /// <summary>Blocks that are not compressed, which every decoder takes.</summary>
    private static byte[] Zstd(byte[] bytes)
    {
        using var buffer = new MemoryStream();
        buffer.Write(ZstdHead);
        for (var at = 0; at < bytes.Length || at == 0; at += ZstdBlock)
        {
            var block = bytes.AsSpan(at, Math.Min(ZstdBlock, bytes.Length - at));
            var head = (block.Length << 3) | (at + ZstdBlock >= bytes.Length ? 1 : 0);
            buffer.Write([(byte)head, (byte)(head >> 8), (byte)(head >> 16)]);
            buffer.Write(block);
        }

        return buffer.ToArray();
    }
}
