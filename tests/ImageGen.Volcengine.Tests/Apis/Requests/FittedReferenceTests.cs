using ImageGen.Catalogue;
using ImageGen.Contracts;
using ImageGen.Imaging;
using ImageGen.Volcengine.Tests.Support;
using ImageGen.Volcengine.Wire;
using NetVips;

namespace ImageGen.Volcengine.Tests.Apis.Requests;

/// <summary>Pictures of ours that a model would refuse for their format or size are made to fit, and masks follow them.</summary>
public sealed class FittedReferenceTests : IDisposable
{
    private readonly DiskStore store = new();

    public FittedReferenceTests()
    {
        store.IsReachableAt("https://images.example.com");
        Assert.SkipUnless(Vips.IsAvailable, "libvips is missing on this machine");
    }

    public void Dispose() => store.Dispose();

    [Fact]
    public async Task One_that_fits_goes_out_byte_by_byte()
    {
        var file = Picture(64, 48).PngsaveBuffer();
        var input = await KeepAsync("images/a.png", "image/png", file, 64, 48);

        var sent = Assert.Single(await ReadAsync("seededit-3.0", input));

        Assert.Equal(file, sent.Bytes.ToArray());
    }

    [Fact]
    public async Task A_large_png_becomes_a_jpeg_of_the_same_size()
    {
        var file = Picture(2048, 1024).PngsaveBuffer();
        Assert.True(file.Length > 4_700_000);
        var input = await KeepAsync("images/a.png", "image/png", file, 2048, 1024);

        var sent = Assert.Single(await ReadAsync("jimeng-upscale", input));

        Assert.Equal("image/jpeg", sent.ContentType);
        Assert.InRange(sent.Bytes.Length, 1, ReferenceFit.MaxBytes);
        Assert.Equal((2048, 1024), Size(sent.Bytes));
    }

    [Fact]
    public async Task A_webp_becomes_what_the_model_takes()
    {
        var input = await KeepAsync("images/a.webp", "image/webp", Picture(64, 48).WebpsaveBuffer(), 64, 48);
        Assert.Equal("image/jpeg", Assert.Single(await ReadAsync("seededit-3.0", input)).ContentType);
    }

    [Fact]
    public async Task A_mask_is_made_as_large_as_its_picture_goes_out()
    {
        var picture = await KeepAsync("images/a.png", "image/png", Picture(640, 480).PngsaveBuffer(), 640, 480);
        using var left = (Image.Black(160, 240) + 255).Cast(Enums.BandFormat.Uchar);
        using var painted = left.Embed(0, 0, 320, 240).Copy(interpretation: Enums.Interpretation.Bw);
        var mask = await KeepAsync("uploads/m.png", "image/png", painted.PngsaveBuffer(), 320, 240);

        var sent = await ReadAsync("jimeng-inpaint", picture, mask);

        Assert.Equal(["reference:0", "mask"], sent.Select(item => item.Name));
        using var grown = Image.NewFromBuffer(sent[1].Bytes.ToArray());
        Assert.Equal((640, 480, 1), (grown.Width, grown.Height, grown.Bands));
        Assert.Equal((255.0, 0.0), (grown.Getpoint(300, 240)[0], grown.Getpoint(340, 240)[0]));
        Assert.All(grown.WriteToMemory<byte>(), value => Assert.True(value is 0 or 255));
    }

    [Fact]
    public async Task For_a_model_that_reads_links_it_is_kept_beside_the_picture()
    {
        var input = await KeepAsync("images/a.webp", "image/webp", Picture(64, 48).WebpsaveBuffer(), 64, 48);

        var sent = Assert.Single(await ReadAsync("jimeng-t2i-4.0", input));

        var key = store.Links.Open(sent.Link!.Segments[^1]);
        Assert.Equal("images/a-fitted.jpg", key);
        Assert.Equal("image/jpeg", (await store.Objects.FindAsync(key!, TestContext.Current.CancellationToken))!.ContentType);
    }

    [Fact]
    public async Task One_that_can_not_be_decoded_is_refused()
    {
        var input = await KeepAsync("images/a.webp", "image/webp", [1, 2, 3], 64, 48);
        var (_, refusal) = await TryReadAsync("seededit-3.0", input, mask: null);
        Assert.Equal("input_image_unsupported", refusal?.Code);
    }

    private static Image Picture(int width, int height) =>
        Image.Gaussnoise(width, height, mean: 128, sigma: 30).Cast(Enums.BandFormat.Uchar).Bandjoin(
            Image.Gaussnoise(width, height, mean: 128, sigma: 30).Cast(Enums.BandFormat.Uchar),
            Image.Gaussnoise(width, height, mean: 128, sigma: 30).Cast(Enums.BandFormat.Uchar)).Copy(interpretation: Enums.Interpretation.Srgb);

    private static (int Width, int Height) Size(ReadOnlyMemory<byte> file)
    {
        using var image = Image.NewFromBuffer(file.ToArray());
        return (image.Width, image.Height);
    }

    private async Task<InputImage> KeepAsync(string key, string contentType, byte[] file, int width, int height)
    {
        await store.Objects.PutAsync(key, new MemoryStream(file), contentType, TestContext.Current.CancellationToken);
        return new InputImage { Key = key, ContentType = contentType, Bytes = file.Length, Width = width, Height = height };
    }

    private async Task<IReadOnlyList<CallAttachment>> ReadAsync(string model, InputImage input, InputImage? mask = null)
    {
        var (attachments, refusal) = await TryReadAsync(model, input, mask);
        Assert.Null(refusal);
        return attachments.Items;
    }

    private Task<(CallAttachments Attachments, GenerationError? Refusal)> TryReadAsync(string id, InputImage input, InputImage? mask)
    {
        var model = ModelCatalogue.BuiltIn().Models.Single(model => model.Id == id);
        var request = new ImageRequest { Model = id, Prompt = "P", Inputs = [input], MaskInput = mask };
        var reader = store.References();
        return reader.ReadAsync(model, request, TestContext.Current.CancellationToken);
    }
}
