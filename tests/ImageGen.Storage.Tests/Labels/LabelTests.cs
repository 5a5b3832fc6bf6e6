using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using ImageGen.Storage.Formats;
using ImageGen.Storage.Labels;
using ImageGen.Storage.Tests.Formats;
using ImageGen.Storage.Tests.World;

namespace ImageGen.Storage.Tests.Labels;

/// <summary>Whatever a provider has written into its file, ours carries our label, once, where everybody looks for it.</summary>
public sealed class LabelTests
{
    private const string ProvidersJson = """{"Label":"1","ContentProducer":"001191110102MACQD9K64010000","ProduceID":"cgt-2026","ReservedCode1":""}""";

    private static readonly AigcLabel Label = new("测试 & <Co>", "img_job_1_1_0");
    private static readonly XNamespace Tc260 = "http://www.tc260.org.cn/ns/AIGC/1.0/";

    public static TheoryData<string> Files => [.. OddPictures.Names];

    /// <summary>What a provider, or an editor before it, may have put into the packet.</summary>
    public static TheoryData<string, string> Packets
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var format in new[] { ".png", ".jpg", ".webp" })
            {
                foreach (var packet in Written.Keys)
                    data.Add(format, packet);
            }
            return data;
        }
    }

    private static Dictionary<string, string> Written { get; } = new()
    {
        ["nothing of it"] = Packet("""<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>A cat</dc:title></rdf:Description>"""),
        ["the word"] = Packet("""<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>An AIGC poster, TC260:AIGC style</dc:title></rdf:Description>"""),
        ["a label as an element"] = Packet($"""<rdf:Description rdf:about="" xmlns:TC260="{Tc260}"><TC260:AIGC>{ProvidersJson}</TC260:AIGC></rdf:Description>"""),
        ["a label as an attribute"] = Packet($"""<rdf:Description rdf:about="" xmlns:TC260="{Tc260}" TC260:AIGC='{ProvidersJson}'/>"""),
        ["a label by another prefix"] = Packet($"""<rdf:Description rdf:about="" xmlns:a="{Tc260}"><a:AIGC>{ProvidersJson}</a:AIGC></rdf:Description>"""),
        ["two labels"] = Packet($"""<rdf:Description rdf:about="" xmlns:TC260="{Tc260}"><TC260:AIGC>{ProvidersJson}</TC260:AIGC></rdf:Description><rdf:Description rdf:about="" xmlns:TC260="{Tc260}"><TC260:AIGC>{ProvidersJson}</TC260:AIGC></rdf:Description>"""),
        ["an empty label"] = Packet($"""<rdf:Description rdf:about="" xmlns:TC260="{Tc260}"><TC260:AIGC/></rdf:Description>"""),
        ["no wrapper"] = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""/></rdf:RDF>""",
        ["padding"] = Packet("<rdf:Description rdf:about=\"\"/>") + new string(' ', 2_000) + "<?xpacket end=\"w\"?>\0\0",
        ["what is no XML"] = "AIGC <rdf:RDF> cut off",
        ["too much for one segment"] = Packet($"""<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{new string('x', 65_100)}</dc:title></rdf:Description>"""),
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_file_gets_the_label_and_keeps_its_pixels(string name)
    {
        var file = OddPictures.Read(name);

        var labelled = Labelled(file);

        Assert.Equal([Label.ToJson()], LabelsIn(labelled));
        Assert.Equal(TestPictures.Pixels(file), TestPictures.Pixels(labelled));
    }

    [Theory]
    [MemberData(nameof(Packets))]
    public void Whatever_the_packet_says_the_label_in_it_is_ours(string format, string packet)
    {
        var file = TestPictures.WithXmp(format, Written[packet]);

        var labelled = Labelled(file);

        Assert.Equal([Label.ToJson()], LabelsIn(labelled));
        Assert.Equal(TestPictures.Pixels(file), TestPictures.Pixels(labelled));
    }

    [Theory]
    [InlineData(".png")]
    [InlineData(".jpg")]
    [InlineData(".webp")]
    public void What_the_provider_has_said_is_kept_word_for_word(string format)
    {
        var labelled = Labelled(TestPictures.WithXmp(format, Written["a label as an element"]));

        Assert.Equal(ProvidersJson, Assert.Single(PacketOf(labelled).Descendants(), element => element.Name.LocalName == "ProviderAIGC").Value);
        Assert.Equal("A cat", Assert.Single(PacketOf(Labelled(TestPictures.WithXmp(format, Written["nothing of it"]))).Descendants(), element => element.Name.LocalName == "title").Value);
    }

    [Theory]
    [InlineData("parameters")]
    [InlineData("AIGC")]
    public void A_prompt_in_a_text_chunk_is_no_label(string keyword)
    {
        var file = TestPictures.WithChunk(TestPictures.Png(64, 64), "tEXt", [.. Encoding.ASCII.GetBytes(keyword), 0, .. Encoding.ASCII.GetBytes("a poster that says AIGC, " + ProvidersJson)]);

        var labelled = Labelled(file);

        Assert.Equal([Label.ToJson()], LabelsIn(labelled));
        Assert.Contains("a poster that says AIGC", Encoding.ASCII.GetString(labelled), StringComparison.Ordinal);
    }

    [Fact]
    public void A_packed_packet_is_unpacked_and_one_that_can_not_be_is_left()
    {
        var packed = new MemoryStream();
        using (var packing = new System.IO.Compression.ZLibStream(packed, System.IO.Compression.CompressionLevel.Optimal, leaveOpen: true))
            packing.Write(Encoding.UTF8.GetBytes(Written["a label as an element"]));
        byte[] keyword = [.. "XML:com.adobe.xmp\0"u8, 1, 0, 0, 0];

        var labelled = Labelled(TestPictures.WithChunk(TestPictures.Png(64, 64), "iTXt", [.. keyword, .. packed.ToArray()]));
        var broken = Labelled(TestPictures.WithChunk(TestPictures.Png(64, 64), "iTXt", [.. keyword, 1, 2, 3]));

        Assert.Equal([Label.ToJson()], LabelsIn(labelled));
        Assert.Equal(ProvidersJson, Assert.Single(PacketOf(labelled).Descendants(), element => element.Name.LocalName == "ProviderAIGC").Value);
        Assert.Equal([Label.ToJson()], LabelsIn(broken));
    }

    [Theory]
    [InlineData(".png")]
    [InlineData(".jpg")]
    [InlineData(".webp")]
    public void A_file_that_has_our_label_already_stays_as_it_is(string format)
    {
        var once = Labelled(TestPictures.WithXmp(format, Written["a label as an element"]));

        Assert.Equal(once, Labelled(once));
        Assert.NotEqual(once, Labelled(once, Label with { ProduceId = "img_job_2_1_0" }));
    }

    [Fact]
    public async Task A_program_of_others_reads_it_in_every_file_and_beside_whatever_the_provider_wrote()
    {
        var files = OddPictures.Names.Select(OddPictures.Read)
            .Concat(Packets.Select(row => TestPictures.WithXmp(row.Data.Item1, Written[row.Data.Item2])))
            .Select(file => Labelled(file)).ToList();

        var read = await ExifTool.ReadAsync(files);

        Assert.Equal(files.Count, read.Count);
        Assert.All(read, IsOurs);
    }

    private static void IsOurs(JsonObject tags)
    {
        var found = Assert.Single(tags, tag => tag.Key.Contains("AIGC", StringComparison.OrdinalIgnoreCase) && tag.Key.StartsWith("XMP-", StringComparison.Ordinal) && !tag.Key.Contains("Provider", StringComparison.Ordinal));
        var label = found.Value is JsonValue text ? JsonDocument.Parse(text.GetValue<string>()).RootElement : found.Value.Deserialize<JsonElement>();
        Assert.Equal(("1", Label.ContentProducer, Label.ProduceId), (label.GetProperty("Label").ToString(), label.GetProperty("ContentProducer").GetString(), label.GetProperty("ProduceID").GetString()));
    }

    private static byte[] Labelled(byte[] file, AigcLabel? label = null)
    {
        var content = new MemoryStream(file);
        using var edited = new EditedStream(content, ImplicitLabel.EditsFor(content, PictureInspector.Inspect(content), label ?? Label));
        using var bytes = new MemoryStream();
        edited.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static List<string> LabelsIn(byte[] file) =>
        [.. PacketOf(file).Descendants(Tc260 + "AIGC").Select(element => element.Value), .. PacketOf(file).Descendants().Attributes(Tc260 + "AIGC").Select(attribute => attribute.Value)];

    private static XDocument PacketOf(byte[] file) => XDocument.Parse(TestPictures.Describe(file).Xmp!.TrimEnd('\0'));

    private static string Packet(string descriptions) =>
        $"""<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">{descriptions}</rdf:RDF></x:xmpmeta>""";
}
