using System.Buffers.Binary;
using System.IO.Hashing;
using System.Security;
using System.Text;
using System.Text.Json;
using ImageGen.Volcengine.Simulator.Renditions;

namespace ImageGen.Volcengine.Simulator.Drawing;

/// <summary>What stands in a PNG beside the picture: above all the mark, an XMP packet with the property <c>TC260:AIGC</c> in an iTXt chunk.</summary>
internal static class PngMetadata
{
    /// <summary>The signature and the header chunk, after which any chunk may stand.</summary>
    public const int HeaderLength = 8 + 25;

    public static byte[] Insert(ReadOnlySpan<byte> png, ContentMeta meta) => InsertText(png, "XML:com.adobe.xmp", Xmp(meta));

    /// <summary>A text under a keyword.</summary>
    public static byte[] InsertText(ReadOnlySpan<byte> png, string keyword, string text) =>
        [.. png[..HeaderLength], .. Chunk("iTXt", Encoding.UTF8.GetBytes($"{keyword}\0\0\0\0\0{text}")), .. png[HeaderLength..]];

    /// <summary>A chunk that means nothing to anybody.</summary>
    public static byte[] Padding(int bytes) => Chunk("paDd", new byte[bytes]);

    private static string Xmp(ContentMeta meta)
    {
        var mark = JsonSerializer.Serialize(new Dictionary<string, string>
        {
            ["Label"] = "1",
            ["ContentProducer"] = meta.ContentProducer ?? "",
            ["ProduceID"] = meta.ProducerId,
            ["ReservedCode1"] = "",
            ["ContentPropagator"] = meta.ContentPropagator ?? "",
            ["PropagateID"] = meta.PropagateId ?? "",
            ["ReservedCode2"] = "",
        }, SimulatorJson.Options);
        return $"""
            <x:xmpmeta xmlns:x="adobe:ns:meta/">
              <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
                <rdf:Description rdf:about="" xmlns:TC260="http://www.tc260.org.cn/ns/AIGC/1.0/">
                  <TC260:AIGC>{SecurityElement.Escape(mark)}</TC260:AIGC>
                </rdf:Description>
              </rdf:RDF>
            </x:xmpmeta>
            """;
    }

    private static byte[] Chunk(string type, byte[] data)
    {
        var chunk = new byte[12 + data.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        Encoding.ASCII.GetBytes(type, chunk.AsSpan(4));
        data.CopyTo(chunk, 8);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + data.Length), Crc32.HashToUInt32(chunk.AsSpan(4, 4 + data.Length)));
        return chunk;
    }
}
