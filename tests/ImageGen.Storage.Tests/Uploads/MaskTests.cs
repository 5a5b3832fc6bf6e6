using ImageGen.Storage.Tests.World;
using NetVips;

namespace ImageGen.Storage.Tests.Uploads;

/// <summary>Whatever people paint becomes one channel: 255 where the left half is marked, 0 elsewhere.</summary>
public sealed class MaskTests
{
    private const int Width = 64;
    private const int Height = 32;

    public static TheoryData<string> Paintings => ["grey", "white on black", "strokes on transparent", "half transparent strokes", "opaque alpha", "16 bit", "palette", "jpeg"];

    [Theory]
    [MemberData(nameof(Paintings))]
    public async Task A_painting_becomes_one_channel(string painting)
    {
        await using var world = await StorageWorld.StartAsync();

        var upload = await world.UploadAsync(Paint(painting), "?purpose=mask");

        Assert.Equal("mask", upload.GetProperty("purpose").GetString());
        Assert.Equal("image/png", upload.GetProperty("content_type").GetString());
        Assert.Equal((Width, Height), (upload.GetProperty("width").GetInt32(), upload.GetProperty("height").GetInt32()));
        var bytes = await world.ContentAsync(upload);
        Assert.Equal(bytes.Length, upload.GetProperty("bytes").GetInt64());
        Assert.Equal((8, 0), (bytes[24], bytes[25]));
        using var mask = Image.NewFromBuffer(bytes);
        Assert.Equal((1, Width, Height), (mask.Bands, mask.Width, mask.Height));
        var expected = Enumerable.Range(0, Width * Height).Select(at => (byte)(at % Width < Width / 2 ? 255 : 0));
        Assert.Equal(expected, mask.WriteToMemory<byte>());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(60)]
    public async Task A_mask_that_marks_nothing_is_refused(int grey)
    {
        await using var world = await StorageWorld.StartAsync();
        using var dark = (Image.Black(Width, Height) + grey).Cast(Enums.BandFormat.Uchar);
        await UploadClient.ProblemAsync(await world.PostAsync(dark.PngsaveBuffer(), query: "?purpose=mask"), 422, "empty_mask");
    }

    [Fact]
    public async Task A_mask_larger_than_any_that_is_taken_is_refused()
    {
        await using var world = await StorageWorld.StartAsync();
        using var large = Image.Black(5000, 4000);
        await UploadClient.ProblemAsync(await world.PostAsync(large.PngsaveBuffer(), query: "?purpose=mask"), 422, "picture_too_large");
    }

    private static byte[] Paint(string painting)
    {
        using var left = (Image.Black(Width / 2, Height) + 255).Cast(Enums.BandFormat.Uchar);
        using var half = left.Embed(0, 0, Width, Height);
        using var grey = half.Copy(interpretation: Enums.Interpretation.Bw);
        using var colours = grey.Bandjoin(grey, grey).Copy(interpretation: Enums.Interpretation.Srgb);
        using var black = colours * 0;
        return painting switch
        {
            "grey" => grey.PngsaveBuffer(),
            "white on black" => colours.PngsaveBuffer(),
            "strokes on transparent" => black.Cast(Enums.BandFormat.Uchar).Bandjoin(grey).Copy(interpretation: Enums.Interpretation.Srgb).PngsaveBuffer(),
            "half transparent strokes" => colours.Bandjoin((grey * 0.3).Cast(Enums.BandFormat.Uchar)).PngsaveBuffer(),
            "opaque alpha" => colours.Bandjoin((grey * 0 + 255).Cast(Enums.BandFormat.Uchar)).PngsaveBuffer(),
            "16 bit" => (grey * 257).Cast(Enums.BandFormat.Ushort).Copy(interpretation: Enums.Interpretation.Grey16).PngsaveBuffer(),
            "palette" => colours.PngsaveBuffer(palette: true),
            _ => colours.JpegsaveBuffer(q: 90),
        };
    }
}
