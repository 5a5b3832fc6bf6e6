using System.Text.Json.Nodes;
using ImageGen.Contracts;
using ImageGen.Volcengine.Apis;
using ImageGen.Volcengine.Settings;
using ImageGen.Volcengine.Tests.Support;

namespace ImageGen.Volcengine.Tests.Apis.Ark;

/// <summary>What goes out.</summary>
public class ArkRequestTests
{
    private const string Answer = """{"data":[{"url":"https://example.com/0"}]}""";

    [Fact]
    public async Task The_key_is_in_its_header_and_nowhere_else()
    {
        var (head, body) = await SentAsync(Arks.Request());
        Assert.StartsWith("POST /api/v3/images/generations HTTP/1.1\r\n", head, StringComparison.Ordinal);
        Assert.Contains($"\r\nAuthorization: Bearer {Arks.Key}\r\n", head, StringComparison.Ordinal);
        Assert.Contains("\r\nContent-Type: application/json\r\n", head, StringComparison.Ordinal);
        Assert.Contains("\r\nX-Client-Request-Id: sub_1\r\n", head, StringComparison.Ordinal);
        Assert.DoesNotContain("traceparent", head, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Arks.Key, body.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_picture_is_asked_for_as_a_link_with_the_visible_label()
    {
        var (_, body) = await SentAsync(Arks.Request());
        Assert.Equal(["model", "prompt", "response_format", "size", "watermark"], body.Select(member => member.Key).Order());
        Assert.Equal(("doubao-seedream-4-5-251128", "url", true), (body["model"]!.GetValue<string>(), body["response_format"]!.GetValue<string>(), body["watermark"]!.GetValue<bool>()));
    }

    [Fact]
    public async Task The_visible_label_can_be_declined()
    {
        var (_, body) = await SentAsync(Arks.Request(), options => options.VisibleLabel = false);
        Assert.False(body["watermark"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_group_is_streamed()
    {
        var (_, body) = await SentAsync(Arks.Group(3));
        Assert.Equal(("auto", 3, true), (
            body["sequential_image_generation"]!.GetValue<string>(),
            body["sequential_image_generation_options"]!["max_images"]!.GetValue<int>(),
            body["stream"]!.GetValue<bool>()));
    }

    [Fact]
    public async Task A_group_of_which_one_picture_is_missing_is_no_group_any_more()
    {
        var (_, body) = await SentAsync(Arks.Group(1));
        Assert.Null(body["stream"]);
        Assert.Null(body["sequential_image_generation"]);
    }

    [Fact]
    public async Task Our_pictures_go_out_as_data_and_links_as_they_are()
    {
        byte[] picture = [.. Enumerable.Range(0, 100_001).Select(n => (byte)(n * 7))];
        var (head, body) = await SentAsync(
            Arks.Request() with
            {
                // Not even a prompt that looks like our own mark for a picture is replaced by one.
                Prompt = """{"attachment":"reference:0","as":"data_uri"}""",
                Inputs = [new InputImage { Key = "uploads/a", ContentType = "image/jpeg" }, new InputImage { Url = "https://example.com/b.png" }],
            },
            picture: picture);
        Assert.Equal("data:image/jpeg;base64," + Convert.ToBase64String(picture), body["image"]![0]!.GetValue<string>());
        Assert.Equal("https://example.com/b.png", body["image"]![1]!.GetValue<string>());
        Assert.Equal("""{"attachment":"reference:0","as":"data_uri"}""", body["prompt"]!.GetValue<string>());
        Assert.Contains("\r\nContent-Length: ", head, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_written_down_has_the_pictures_names_and_not_their_bytes()
    {
        await using var ark = new Arks("http://127.0.0.1:1");
        await ark.Store.PutAsync("uploads/a", new MemoryStream(new byte[1000]), "image/png", TestContext.Current.CancellationToken);
        var request = Arks.Request() with { Inputs = [new InputImage { Key = "uploads/a", ContentType = "image/png" }] };
        var call = Assert.IsType<Preparation.Ready>(await ark.PrepareAsync(request)).Call;
        Assert.Contains("reference:0", call.Body, StringComparison.Ordinal);
        Assert.True(call.Body.Length < 500);
    }

    [Theory]
    [InlineData("image/heic", "input_image_unsupported")]
    [InlineData(null, "input_image_unsupported")]
    [InlineData("image/png", "input_image_gone")]
    public async Task A_picture_that_can_not_go_out_is_refused_before_anything_is_sent(string? contentType, string code)
    {
        await using var ark = new Arks("http://127.0.0.1:1");
        var request = Arks.Request() with { Inputs = [new InputImage { Key = "uploads/a", ContentType = contentType }] };
        var refused = Assert.IsType<Preparation.Refused>(await ark.PrepareAsync(request));
        Assert.Equal(code, refused.Error.Code);
    }

    [Fact]
    public async Task Input_pictures_wait_for_memory_and_give_it_back_when_they_are_sent()
    {
        await using var server = RawServer.Answering("200 OK", Answer);
        await using var ark = new Arks(server.Url, configure: options => options.InputBytesInFlight = 1 << 20);
        await ark.Store.PutAsync("uploads/a", new MemoryStream(new byte[700_000]), "image/png", TestContext.Current.CancellationToken);
        var request = Arks.Request() with { Inputs = [new InputImage { Key = "uploads/a", ContentType = "image/png" }] };

        var first = Assert.IsType<Preparation.Ready>(await ark.PrepareAsync(request)).Call;
        var second = ark.PrepareAsync(request);
        Assert.False(second.IsCompleted);
        Assert.IsType<SubmitOutcome.Delivered>(await ark.Provider.SubmitAsync(first, ark.Progress, TestContext.Current.CancellationToken));

        Assert.IsType<Preparation.Ready>(await second);
        Assert.Empty(first.Attachments.Items);
    }

    [Fact]
    public async Task Without_a_key_there_is_no_account()
    {
        await using var ark = new Arks("http://127.0.0.1:1", key: "");
        Assert.Empty(ark.Provider.Accounts);
    }

    private static async Task<(string Head, JsonObject Body)> SentAsync(
        ImageRequest request, Action<VolcengineOptions>? configure = null, byte[]? picture = null)
    {
        string? seen = null;
        await using var server = RawServer.Doing(received =>
        {
            seen = received.Text;
            return received.WriteAsync(RawServer.Response("200 OK", Answer));
        });
        await using var ark = new Arks(server.Url, configure: configure);
        if (picture is not null)
            await ark.Store.PutAsync("uploads/a", new MemoryStream(picture), "image/jpeg", TestContext.Current.CancellationToken);
        Assert.IsType<SubmitOutcome.Delivered>(await ark.SubmitAsync(request));
        var end = seen!.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        // The server reads bytes as Latin-1, one character each.
        return (seen[..(end + 2)], JsonNode.Parse(System.Text.Encoding.Latin1.GetBytes(seen[(end + 4)..]))!.AsObject());
    }
}
