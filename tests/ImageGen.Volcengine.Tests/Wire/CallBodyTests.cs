using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ImageGen.Catalogue;
using ImageGen.Volcengine.Wire;

namespace ImageGen.Volcengine.Tests.Wire;

public class CallBodyTests
{
    private const int Block = 48 * 1024;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(Block - 1)]
    [InlineData(Block)]
    [InlineData(Block + 1)]
    [InlineData((3 * Block) + 2)]
    public void A_picture_is_written_whole_whatever_its_length(int length)
    {
        byte[] picture = [.. Enumerable.Range(0, length).Select(n => (byte)(n * 31))];
        var body = new CallBody(Text(BytesForm.DataUri, BytesForm.Base64), Attachments(picture, [1, 2, 3]));

        var written = Written(body);
        var json = JsonNode.Parse(written)!;

        Assert.Equal("data:image/png;base64," + Convert.ToBase64String(picture), json["image"]![0]!.GetValue<string>());
        Assert.Equal("AQID", json["image"]![1]!.GetValue<string>());
        Assert.Equal("猫", json["prompt"]!.GetValue<string>());
        Assert.Equal(written.Length, body.Length);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(written)), body.Hash());
    }

    [Fact]
    public void A_link_stands_where_the_model_reads_by_link()
    {
        const string link = "https://store.test/a.png?X-Amz-Signature=1&x=%E7%8C%AB";
        var attachments = new CallAttachments([new CallAttachment(AttachmentToken.Reference(0), "image/png") { Link = new Uri(link) }]);
        var body = new CallBody(Text((BytesForm?)null), attachments);

        var written = Written(body);

        Assert.Equal(link, JsonNode.Parse(written)!["image"]![0]!.GetValue<string>());
        Assert.Equal(written.Length, body.Length);
    }

    [Fact]
    public void Without_pictures_it_is_the_text_itself()
    {
        var body = new CallBody("""{"a":{"b":1}}""", CallAttachments.None);
        Assert.Equal("""{"a":{"b":1}}"""u8.ToArray(), Written(body));
    }

    [Fact]
    public void Another_object_stays_as_it_is()
    {
        var text = Text(BytesForm.Base64)[..^1] + ""","options":{"attachment":"x","as":"y","more":1},"deep":{"in":[{"mode":"fast"}]}}""";
        var json = JsonNode.Parse(Written(new CallBody(text, Attachments([1, 2, 3]))))!;
        Assert.Equal(("AQID", "fast"), (json["image"]![0]!.GetValue<string>(), json["deep"]!["in"]![0]!["mode"]!.GetValue<string>()));
        Assert.Equal(3, json["options"]!.AsObject().Count);
    }

    private static string Text(params BytesForm?[] forms) => new JsonObject
    {
        ["prompt"] = "猫",
        ["image"] = new JsonArray([.. forms.Select((form, index) => (JsonNode)new AttachmentToken(AttachmentToken.Reference(index), form).ToJson())]),
    }.ToJsonString();

    private static CallAttachments Attachments(params byte[][] pictures) =>
        new([.. pictures.Select((bytes, index) => new CallAttachment(AttachmentToken.Reference(index), "image/png") { Bytes = bytes })]);

    private static byte[] Written(CallBody body)
    {
        using var stream = new MemoryStream();
        foreach (var chunk in body.Head())
            stream.Write(chunk.Span);
        stream.Write(body.Tail.Span);
        return stream.ToArray();
    }
}
