using System.Net;
using ImageGen.Volcengine.Simulator.Tests.Support;
using SkiaSharp;
using static ImageGen.Volcengine.Simulator.Tests.Support.ArkClient;

namespace ImageGen.Volcengine.Simulator.Tests.Ark;

public sealed class ArkPictureTests
{
    [Theory]
    [InlineData(Seedream40, null, "image/jpeg", SKEncodedImageFormat.Jpeg)]
    [InlineData(Pro, null, "image/jpeg", SKEncodedImageFormat.Jpeg)]
    [InlineData(Pro, "png", "image/png", SKEncodedImageFormat.Png)]
    public async Task A_link_leads_to_a_picture_of_the_size_and_format_asked_for(string model, string? format, string type, SKEncodedImageFormat encoded)
    {
        await using var simulator = await StartAtOnceAsync();
        var item = (await simulator.GenerateAsync(Order(model, ("size", "1280x720"), ("output_format", format)))).Data[0]!;

        using var response = await simulator.Http.GetAsync(item["url"]!.GetValue<string>());
        using var codec = SKCodec.Create(new MemoryStream(await response.Content.ReadAsByteArrayAsync()));

        Assert.Equal((type, encoded), (response.Content.Headers.ContentType!.MediaType, codec.EncodedFormat));
        Assert.Equal((1280, 720), (codec.Info.Width, codec.Info.Height));
        Assert.Equal(model == Pro ? format ?? "jpeg" : null, item["output_format"]?.GetValue<string>());
    }

    [Fact]
    public async Task The_visible_label_is_there_unless_it_is_declined()
    {
        await using var simulator = await StartAtOnceAsync();
        // The same task's picture in both renditions: only the label can differ.
        var marked = await LinkAsync(simulator, ("watermark", null));
        var asked = await LinkAsync(simulator, ("watermark", true));
        var plain = await LinkAsync(simulator, ("watermark", false));
        Assert.Contains("rendition=", marked, StringComparison.Ordinal);
        Assert.Equal(Rendition(marked), Rendition(asked));
        Assert.NotEqual(Rendition(marked), Rendition(plain));
    }

    [Fact]
    public async Task The_bytes_come_in_the_answer_where_they_are_asked_for()
    {
        await using var simulator = await StartAtOnceAsync();
        var item = (await simulator.GenerateAsync(Order(Seedream40, ("size", "1280x720"), ("response_format", "b64_json")))).Data[0]!;
        using var codec = SKCodec.Create(new MemoryStream(Convert.FromBase64String(item["b64_json"]!.GetValue<string>())));
        Assert.Equal((SKEncodedImageFormat.Jpeg, 1280), (codec.EncodedFormat, codec.Info.Width));
        Assert.Null(item["url"]);
    }

    [Fact]
    public async Task A_link_dies_in_time()
    {
        await using var simulator = await StartAtOnceAsync();
        var link = await LinkAsync(simulator);
        simulator.Time.Advance(TimeSpan.FromHours(24));
        using var response = await simulator.Http.GetAsync(link);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    private static async Task<string> LinkAsync(RunningSimulator simulator, params (string Name, object? Value)[] more) =>
        (await simulator.GenerateAsync(Order(Seedream40, [("size", "1280x720"), .. more]))).Data[0]!["url"]!.GetValue<string>();

    private static string Rendition(string link) => link.Split('&').Single(part => part.StartsWith("rendition=", StringComparison.Ordinal));
}
