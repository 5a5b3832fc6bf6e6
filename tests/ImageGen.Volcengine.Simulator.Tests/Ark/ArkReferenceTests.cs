using System.Net;
using ImageGen.Volcengine.Simulator.Tests.Support;
using SkiaSharp;
using static ImageGen.Volcengine.Simulator.Tests.Support.ArkClient;

namespace ImageGen.Volcengine.Simulator.Tests.Ark;

public sealed class ArkReferenceTests
{
    private static readonly string Png = Data(64, 64, SKEncodedImageFormat.Png);

    public static TheoryData<string> Pictures { get; } =
    [
        "https://example.com/cat.jpg",
        "data:image/png;base64," + Data(64, 64, SKEncodedImageFormat.Png),
        "data:image/jpeg;base64," + Data(64, 64, SKEncodedImageFormat.Jpeg),
        "data:image/webp;base64," + Data(64, 64, SKEncodedImageFormat.Webp),
    ];

    public static TheoryData<string> NoPictures { get; } =
    [
        "",
        "a cat",
        "ftp://example.com/cat.jpg",
        "data:text/html;base64," + Png,
        "data:image/PNG;base64," + Png,
        "data:image/png," + Png,
        "data:image/png;base64,",
        "data:image/png;base64,***",
        "data:image/png;base64," + Convert.ToBase64String(new byte[500]),
        "data:image/jpeg;base64," + Png,
        "data:image/svg;base64," + Png,
        "data:image/png;base64," + Data(14, 64, SKEncodedImageFormat.Png),
        "data:image/png;base64," + Data(20, 400, SKEncodedImageFormat.Png),
    ];

    [Theory]
    [MemberData(nameof(Pictures))]
    public async Task A_link_or_a_real_picture_is_taken(string picture)
    {
        await using var simulator = await StartAtOnceAsync();
        Assert.Equal(HttpStatusCode.OK, (await simulator.GenerateAsync(Order(Seedream45, ("image", picture)))).Status);
        Assert.Equal(HttpStatusCode.OK, (await simulator.GenerateAsync(Order(Seedream45, ("image", new[] { picture, picture })))).Status);
    }

    [Theory]
    [MemberData(nameof(NoPictures))]
    public async Task What_is_no_picture_is_refused(string picture)
    {
        await using var simulator = await StartAtOnceAsync();
        var answer = await simulator.GenerateAsync(Order(Seedream45, ("image", new[] { picture })));
        Assert.Equal((HttpStatusCode.BadRequest, "image"), (answer.Status, answer.ErrorParam));
    }

    [Theory]
    [InlineData(Seedream45, 14, HttpStatusCode.OK)]
    [InlineData(Seedream45, 15, HttpStatusCode.BadRequest)]
    [InlineData(Pro, 10, HttpStatusCode.OK)]
    [InlineData(Pro, 11, HttpStatusCode.BadRequest)]
    public async Task There_is_a_most_of_references(string model, int count, HttpStatusCode status)
    {
        await using var simulator = await StartAtOnceAsync();
        var answer = await simulator.GenerateAsync(Order(model, ("image", Links(count))));
        Assert.Equal(status, answer.Status);
    }

    [Theory]
    [InlineData(10, 5, HttpStatusCode.OK)]
    [InlineData(10, 6, HttpStatusCode.BadRequest)]
    [InlineData(0, 15, HttpStatusCode.OK)]
    public async Task References_and_pictures_of_a_group_are_at_most_fifteen(int references, int pictures, HttpStatusCode status)
    {
        await using var simulator = await StartAtOnceAsync();
        var order = Group(pictures, stream: false);
        if (references > 0)
            order["image"] = Links(references);
        Assert.Equal(status, (await simulator.GenerateAsync(order)).Status);
    }

    private static string[] Links(int count) => [.. Enumerable.Range(0, count).Select(n => $"https://example.com/{n}.jpg")];

    private static string Data(int width, int height, SKEncodedImageFormat format)
    {
        using var bitmap = new SKBitmap(width, height);
        using var data = bitmap.Encode(format, 90);
        return Convert.ToBase64String(data.ToArray());
    }
}
