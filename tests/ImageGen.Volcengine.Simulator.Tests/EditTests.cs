using System.Security.Cryptography;
using ImageGen.Volcengine.Simulator.Tests.Support;
using SkiaSharp;

namespace ImageGen.Volcengine.Simulator.Tests;

/// <summary>What the models that work from pictures make of them: the very bytes must have arrived, and it must show.</summary>
public sealed class EditTests
{
    private const string Inpaint = "jimeng_image2image_dream_inpaint";
    private const string Outpaint = "jimeng_img2img_seed3_painting_edit";
    private const string Upscale = "jimeng_i2i_seed3_tilesr_cvtob";

    private static readonly SKColor Magenta = new(250, 20, 200);
    private static readonly SKColor Lime = new(60, 250, 30);

    [Fact]
    public async Task References_are_fetched_noted_in_the_ledger_and_shown()
    {
        var (first, second) = (TestPictures.Png(Magenta), TestPictures.Encode(Lime, 400, 400, SKEncodedImageFormat.Png));
        await using var store = await PictureServer.StartAsync(("/a.png", first), ("/b.png", second));
        await using var simulator = await RunningSimulator.StartAsync();

        var picture = await MakeAsync(simulator, Orders.Of("a fox", ("image_urls", new[] { store.Address + "/a.png", store.Address + "/b.png" })));

        Assert.True(TestPictures.Share(picture, Magenta, bottom: 0.3f) > 0.05);
        Assert.True(TestPictures.Share(picture, Lime, bottom: 0.3f) > 0.05);
        var inputs = (await simulator.LedgerAsync())["submissions"]![0]!["inputs"]!.AsArray();
        Assert.Equal(
            [$"{Hash(first)} {first.Length} 600x400", $"{Hash(second)} {second.Length} 400x400"],
            inputs.Select(input => $"{input!["sha256"]} {input["bytes"]} {input["width"]}x{input["height"]}"));
    }

    [Theory]
    [InlineData("jimeng_i2i_v30")]
    [InlineData("seededit_v3.0")]
    public async Task A_redrawn_picture_is_made_from_the_one_in_the_body(string reqKey)
    {
        await using var simulator = await RunningSimulator.StartAsync();
        byte[] Body(SKColor color) => TestPictures.Png(color);

        var one = await MakeAsync(simulator, Edit(reqKey, [Body(SKColors.White)], ("seed", 7)));
        var other = await MakeAsync(simulator, Edit(reqKey, [Body(SKColors.Black)], ("seed", 7)));

        Assert.Equal((600, 400), Size(one));
        Assert.True(Brightness(one) > Brightness(other) + 60);
    }

    [Fact]
    public async Task A_redrawn_picture_has_the_size_asked_for()
    {
        await using var simulator = await RunningSimulator.StartAsync();
        Assert.Equal((768, 512), Size(await MakeAsync(simulator, Edit("jimeng_i2i_v30", [TestPictures.Png(Lime)], ("width", 768), ("height", 512)))));
    }

    [Fact]
    public async Task Only_what_the_mask_marks_is_painted_anew()
    {
        await using var simulator = await RunningSimulator.StartAsync();

        var picture = await MakeAsync(simulator, Edit(Inpaint, [TestPictures.Png(Magenta), TestPictures.Mask()]));

        Assert.Equal((600, 400), Size(picture));
        Assert.Equal(1, TestPictures.Share(picture, Magenta, left: 0.5f));
        Assert.True(TestPictures.Share(picture, Magenta, right: 0.5f) < 0.05);
    }

    [Fact]
    public async Task An_extended_picture_keeps_its_middle()
    {
        await using var simulator = await RunningSimulator.StartAsync();

        var picture = await MakeAsync(simulator, Edit(Outpaint, [TestPictures.Png(Magenta)], ("left", 0.5), ("right", 0.5), ("top", 0), ("bottom", 0.25)));

        Assert.Equal((1200, 500), Size(picture));
        Assert.Equal(1, TestPictures.Share(picture, Magenta, left: 0.25f, right: 0.75f, bottom: 0.8f));
        Assert.True(TestPictures.Share(picture, Magenta, right: 0.25f) < 0.05);
        Assert.True(TestPictures.Share(picture, Magenta, top: 0.8f) < 0.05);
    }

    [Theory]
    [InlineData("4k", 600, 400, 4096, 2731)]
    [InlineData(null, 300, 400, 3072, 4096)]
    [InlineData("8k", 400, 100, 8192, 2048)]
    public async Task An_enlarged_picture_has_the_long_side_asked_for(string? resolution, int width, int height, int newWidth, int newHeight)
    {
        await using var simulator = await RunningSimulator.StartAsync();

        var picture = await MakeAsync(simulator, Edit(Upscale, [TestPictures.Png(Lime, width, height)], resolution is null ? [] : [("resolution", resolution)]));

        Assert.Equal((newWidth, newHeight), Size(picture));
        Assert.Equal(1, TestPictures.Share(picture, Lime));
    }

    [Fact]
    public async Task An_enlargement_beyond_the_simulators_memory_keeps_its_shape()
    {
        await using var simulator = await RunningSimulator.StartAsync();
        var (width, height) = Size(await MakeAsync(simulator, Edit(Upscale, [TestPictures.Png(Lime, 200, 200)], ("resolution", "8k"))));
        Assert.Equal(width, height);
        Assert.InRange(width, 5700, 5800);
    }

    [Fact]
    public async Task A_restart_draws_the_same_from_what_came_before_it()
    {
        var folder = Directory.CreateTempSubdirectory("simulator-").FullName;
        void Configure(SimulatorOptions options) => options.StatePath = Path.Combine(folder, "simulator.jsonl");
        var first = await RunningSimulator.StartAsync(Configure);
        var path = new Uri(await FinishedUrlAsync(first, Edit(Inpaint, [TestPictures.Png(Magenta), TestPictures.Mask()]))).PathAndQuery;
        var picture = await first.Http.GetByteArrayAsync(path);
        await first.DisposeAsync();

        await using (var second = await RunningSimulator.StartAsync(Configure, first.Time))
            Assert.Equal(picture, await second.Http.GetByteArrayAsync(path));
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("/missing.png", 50207)]
    [InlineData("/text.png", 50207)]
    [InlineData("/picture.webp", 50207)]
    [InlineData("/flat.png", 50205)]
    [InlineData("/empty.png", 50206)]
    public async Task A_link_without_a_good_picture_is_refused_and_not_paid(string path, int code)
    {
        await using var store = await PictureServer.StartAsync(
            ("/text.png", "no picture"u8.ToArray()), ("/empty.png", []), ("/flat.png", TestPictures.Png(Lime, 400, 100)),
            ("/picture.webp", TestPictures.Encode(Lime, 400, 400, SKEncodedImageFormat.Webp)));
        await using var simulator = await RunningSimulator.StartAsync();

        var answer = await simulator.SubmitAsync(Orders.Of("a fox", ("image_urls", new[] { store.Address + path })));

        Assert.Equal(code, answer.Code);
        Assert.Equal(0, (await simulator.LedgerAsync())["total"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_store_that_can_not_be_reached_or_never_answers_is_a_failed_download()
    {
        await using var store = await PictureServer.StartAsync();
        await using var simulator = await RunningSimulator.StartAsync();
        var unreachable = await simulator.SubmitAsync(Orders.Of("a fox", ("image_urls", new[] { "http://127.0.0.1:9/a.png" })));
        Assert.Equal(50207, unreachable.Code);

        var hanging = simulator.SubmitAsync(Orders.Of("a fox", ("image_urls", new[] { store.Address + "/hangs" })));
        while (await Task.WhenAny(hanging, Task.Delay(50)) != hanging)
            simulator.Time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(50207, (await hanging).Code);
        Assert.Contains("download", (await hanging).Body["message"]!.GetValue<string>(), StringComparison.OrdinalIgnoreCase);
    }

    public static TheoryData<string, int> BadPictures => new()
    {
        { "a mask of another size", 50215 },
        { "a mask of three channels", 50215 },
        { "no mask", 50200 },
        { "no picture", 50201 },
        { "a prefix before the base64", 50207 },
        { "too many bytes", 50205 },
        { "three pictures", 50200 },
        { "both fields", 50200 },
    };

    [Theory]
    [MemberData(nameof(BadPictures))]
    public async Task Pictures_that_do_not_fit_are_refused(string what, int code)
    {
        await using var simulator = await RunningSimulator.StartAsync();
        var (picture, mask) = (TestPictures.Png(Lime), TestPictures.Mask());
        object order = what switch
        {
            "a mask of another size" => Edit(Inpaint, [picture, TestPictures.Mask(width: 300)]),
            "a mask of three channels" => Edit(Inpaint, [picture, picture]),
            "no mask" => Edit(Inpaint, [picture]),
            "no picture" => Edit(Inpaint, []),
            "a prefix before the base64" => Edit(Inpaint, [], ("binary_data_base64", new[] { "data:image/png;base64," + Convert.ToBase64String(picture), Convert.ToBase64String(mask) })),
            "too many bytes" => Edit(Upscale, [[.. picture, .. new byte[4_700_000]]]),
            "three pictures" => Edit(Inpaint, [picture, mask, mask]),
            _ => Edit(Inpaint, [picture, mask], ("image_urls", new[] { "http://127.0.0.1:9/a.png" })),
        };

        Assert.Equal(code, (await simulator.SubmitAsync(order)).Code);
    }

    private static Dictionary<string, object?> Edit(string reqKey, byte[][] pictures, params (string Name, object? Value)[] more)
    {
        var body = new Dictionary<string, object?> { ["req_key"] = reqKey };
        if (reqKey != Upscale)
            body["prompt"] = "a red house";
        if (pictures.Length > 0)
            body["binary_data_base64"] = pictures.Select(Convert.ToBase64String).ToArray();
        foreach (var (name, value) in more)
            body[name] = value;
        return body;
    }

    private static async Task<byte[]> MakeAsync(RunningSimulator simulator, Dictionary<string, object?> order) =>
        await simulator.Http.GetByteArrayAsync(await FinishedUrlAsync(simulator, order));

    private static async Task<string> FinishedUrlAsync(RunningSimulator simulator, Dictionary<string, object?> order)
    {
        var answer = await simulator.SubmitAsync(order);
        Assert.True(answer.Code == 10000, answer.Body.ToJsonString());
        simulator.Time.Advance(TimeSpan.FromSeconds(10));
        var result = await simulator.GetResultAsync(answer.Data!["task_id"]!.GetValue<string>(), reqKey: (string)order["req_key"]!);
        return result.Data!["image_urls"]![0]!.GetValue<string>();
    }

    private static (int Width, int Height) Size(byte[] picture)
    {
        using var codec = SKCodec.Create(new MemoryStream(picture));
        return (codec.Info.Width, codec.Info.Height);
    }

    private static double Brightness(byte[] picture)
    {
        using var bitmap = SKBitmap.Decode(picture);
        return bitmap.Pixels.Average(pixel => (pixel.Red + pixel.Green + pixel.Blue) / 3d);
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
