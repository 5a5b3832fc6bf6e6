using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace ImageGen.Storage.Labels;

/// <summary>A packet of XMP and the label in it, a property where TC260's practice guide puts it. A property has one value in a file.</summary>
internal sealed class XmpPacket
{
    private static readonly XNamespace Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private static readonly XNamespace Meta = "adobe:ns:meta/";
    private static readonly XNamespace Tc260 = "http://www.tc260.org.cn/ns/AIGC/1.0/";
    private static readonly XNamespace Ours = "urn:imagegen:label:1.0#";

    /// <summary>A document takes time by the square of its depth to be built.</summary>
    private const int MostDepth = 100;

    private readonly XDocument document;
    private readonly XElement rdf;

    private XmpPacket(XDocument document, XElement rdf)
    {
        this.document = document;
        this.rdf = rdf;
    }

    public static byte[] Create(AigcLabel label)
    {
        var rdf = new XElement(Rdf + "RDF", new XAttribute(XNamespace.Xmlns + "rdf", Rdf));
        var document = new XDocument(
            new XProcessingInstruction("xpacket", "begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\""),
            new XElement(Meta + "xmpmeta", new XAttribute(XNamespace.Xmlns + "x", Meta), rdf),
            new XProcessingInstruction("xpacket", "end=\"w\""));
        return new XmpPacket(document, rdf).With(label);
    }

    /// <returns>Null where the text is no packet, or is nested deeper than any program writes.</returns>
    public static XmpPacket? Read(byte[] text)
    {
        // Some writers pad with zeros.
        var length = text.AsSpan().LastIndexOfAnyExcept((byte)0) + 1;
        try
        {
            using (var walk = Reader(text, length))
            {
                while (walk.Read())
                {
                    if (walk.Depth > MostDepth)
                        return null;
                }
            }

            using var reader = Reader(text, length);
            var document = XDocument.Load(reader, LoadOptions.PreserveWhitespace);
            return document.Descendants(Rdf + "RDF").FirstOrDefault() is { } rdf ? new XmpPacket(document, rdf) : null;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    /// <summary>What stands there as labels, word for word.</summary>
    public IReadOnlyList<string> Texts => [.. Labels().Select(found => found.Value)];

    /// <summary>What the provider had said there before ours; null where it had not.</summary>
    public string? ProvidersText => rdf.Elements(Rdf + "Description").Elements(Ours + "ProviderAIGC").FirstOrDefault()?.Value;

    /// <summary>Whether this is the label that the packet has.</summary>
    public bool Says(AigcLabel label) => Texts is [var only] && only == label.ToJson();

    /// <summary>
    /// The packet with the label as the value of its property. Whatever the provider has said there of its own is not lost: it stays, word
    /// for word, beside it.
    /// </summary>
    public byte[] With(AigcLabel label)
    {
        var before = Labels().ToList();
        var said = string.Join('\n', before.Select(found => found.Value).Where(value => value.Length > 0).Distinct());
        before.ForEach(found => found.Remove());
        rdf.Add(new XElement(
            Rdf + "Description",
            new XAttribute(Rdf + "about", ""),
            new XAttribute(XNamespace.Xmlns + "TC260", Tc260),
            new XElement(Tc260 + "AIGC", label.ToJson()),
            said.Length == 0 ? null : new XElement(Ours + "ProviderAIGC", new XAttribute(XNamespace.Xmlns + "imagegen", Ours), said)));
        using var written = new MemoryStream();
        using (var writer = XmlWriter.Create(written, new XmlWriterSettings
        {
            OmitXmlDeclaration = true,
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            NewLineHandling = NewLineHandling.None,
        }))
        {
            document.Save(writer);
        }
        return written.ToArray();
    }

    private static XmlReader Reader(byte[] text, int length) =>
        XmlReader.Create(new MemoryStream(text, 0, length), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });

    /// <summary>As an element or, in the short form, as an attribute.</summary>
    private IEnumerable<(string Value, Action Remove)> Labels()
    {
        foreach (var description in rdf.Elements(Rdf + "Description"))
        {
            foreach (var element in description.Elements(Tc260 + "AIGC"))
                yield return (element.Value, element.Remove);
            if (description.Attribute(Tc260 + "AIGC") is { } attribute)
                yield return (attribute.Value, attribute.Remove);
        }
    }
}
