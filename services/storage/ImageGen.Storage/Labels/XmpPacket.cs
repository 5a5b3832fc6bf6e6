using System.Text;

namespace ImageGen.Storage.Labels;

/// <summary>The label as an XMP property, where TC260's practice guide puts it.</summary>
internal static class XmpPacket
{
    private const string End = "</rdf:RDF>";

    public static byte[] Create(AigcLabel label) => Encoding.UTF8.GetBytes(
        "<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?><x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
        + "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">" + Description(label) + End
        + "</x:xmpmeta><?xpacket end=\"w\"?>");

    /// <summary>Adds the label to a packet that says other things; a file may hold only one packet.</summary>
    /// <returns>Null where the packet can not be understood.</returns>
    public static byte[]? Add(ReadOnlySpan<byte> packet, AigcLabel label)
    {
        var end = packet.LastIndexOf(Encoding.UTF8.GetBytes(End));
        return end < 0 ? null : [.. packet[..end], .. Encoding.UTF8.GetBytes(Description(label)), .. packet[end..]];
    }

    private static string Description(AigcLabel label) =>
        "<rdf:Description rdf:about=\"\" xmlns:TC260=\"http://www.tc260.org.cn/ns/AIGC/1.0/\"><TC260:AIGC>" + Escaped(label.ToJson())
        + "</TC260:AIGC></rdf:Description>";

    private static string Escaped(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}
