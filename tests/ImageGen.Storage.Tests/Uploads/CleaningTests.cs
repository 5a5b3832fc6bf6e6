using System.Text;
using ImageGen.Storage.Tests.Formats;
using ImageGen.Storage.Tests.World;
using NetVips;

namespace ImageGen.Storage.Tests.Uploads;

/// <summary>What is kept of an upload goes to a third party: pixels and colours, and nothing that says who took it, where and with what.</summary>
public sealed class CleaningTests
{
    private static readonly string[] Private =
        ["gps", "serial", "make", "model", "date", "software", "artist", "copyright", "comment", "makernote", "lens", "description", "xmp", "iptc", "photoshop"];

    private const string Secret = "39.9087N-serial-4711";

    public static TheoryData<string> Whole => [.. OddPictures.Names.Append("trail6k.jpg")];

    [Theory]
    [MemberData(nameof(Whole))]
    public async Task What_phones_and_editors_write_is_taken_with_its_very_pixels(string name)
    {
        await using var world = await StorageWorld.StartAsync();
        var bytes = name == "trail6k.jpg" ? [.. TestPictures.Jpeg(), .. new byte[6000]] : OddPictures.Read(name);

        var upload = await world.UploadAsync(bytes);

        var kept = await world.ContentAsync(upload);
        using var image = Image.NewFromBuffer(kept);
        Assert.Equal((upload.GetProperty("width").GetInt32(), upload.GetProperty("height").GetInt32()), (image.Width, image.Height));
        Assert.Equal(Enums.BandFormat.Uchar, image.Format);
        Assert.Contains(image.Interpretation, (Enums.Interpretation[])[Enums.Interpretation.Srgb, Enums.Interpretation.Bw]);
        Assert.DoesNotContain(image.GetFields(), field => Private.Any(word => field.Contains(word, StringComparison.OrdinalIgnoreCase)));
        if (!name.EndsWith(".webp", StringComparison.Ordinal) && name != "cmyk.jpg")
        {
            Assert.Equal(TestPictures.Pixels(bytes[..(name == "trail6k.jpg" ? ^6000 : ^0)]), TestPictures.Pixels(kept));
            Assert.InRange(kept.Length, 1, bytes.Length);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task A_turned_picture_is_kept_as_people_see_it_and_says_nothing_more(int orientation)
    {
        await using var world = await StorageWorld.StartAsync();
        foreach (var format in new[] { ".jpg[Q=100]", ".png" })
        {
            var bytes = Described(orientation, format);
            Assert.Contains(Secret, Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);

            var kept = await world.ContentAsync(await world.UploadAsync(bytes));

            Assert.DoesNotContain(Secret, Encoding.Latin1.GetString(kept), StringComparison.Ordinal);
            Assert.DoesNotContain("Exif", Encoding.Latin1.GetString(kept), StringComparison.Ordinal);
            using var seen = Image.NewFromBuffer(bytes);
            using var upright = seen.Autorot();
            using var image = Image.NewFromBuffer(kept);
            Assert.Equal((upright.Width, upright.Height), (image.Width, image.Height));
            Assert.InRange(Math.Abs((upright - image).Avg()) + (upright - image).Abs().Avg(), 0, 6);
        }
    }

    /// <summary>So that most files of editors stay the very bytes that they were.</summary>
    [Theory]
    [InlineData(".jpg")]
    [InlineData(".png")]
    public async Task Metadata_about_the_pixels_alone_stays(string format)
    {
        await using var world = await StorageWorld.StartAsync();
        using var image = Image.NewFromBuffer(TestPictures.Png());
        using var described = image.Mutate(mutable => mutable.Set(GValue.GIntType, "orientation", 1));
        var bytes = described.WriteToBuffer(format);
        Assert.Contains("exif-ifd0-Orientation", Image.NewFromBuffer(bytes).GetFields());
        Assert.Equal(bytes, await world.ContentAsync(await world.UploadAsync(bytes)));
    }

    [Theory]
    [InlineData("comment")]
    [InlineData("http://ns.adobe.com/xap/1.0/\0", 0xE1)]
    [InlineData("http://ns.adobe.com/xmp/extension/\0", 0xE1)]
    [InlineData("Photoshop 3.0\0", 0xED)]
    [InlineData("MPF\0", 0xE2)]
    [InlineData("JP\0\0 c2pa", 0xEB)]
    [InlineData("JFXX\0", 0xE0)]
    [InlineData("Ducky", 0xEC)]
    [InlineData("Samsung", 0xE4)]
    [InlineData("", 0xEF)]
    public async Task No_segment_of_a_JPEG_carries_anything_along(string label, int marker = 0xFE)
    {
        await using var world = await StorageWorld.StartAsync();
        var jpeg = TestPictures.Jpeg();
        byte[] content = [.. Encoding.Latin1.GetBytes(label + Secret)];
        // Before the frame, and between the tables and the scan.
        var scan = jpeg.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xDA]);
        byte[] segment = [0xFF, (byte)marker, 0, (byte)(content.Length + 2), .. content];
        byte[] bytes = [.. jpeg[..2], 0xFF, 0xFF, .. segment, .. jpeg[2..scan], .. segment, 0xFF, .. jpeg[scan..], .. content, 0xFF, 0xD9];

        var kept = await world.ContentAsync(await world.UploadAsync(bytes));

        Assert.DoesNotContain(Secret, Encoding.Latin1.GetString(kept), StringComparison.Ordinal);
        Assert.Equal(TestPictures.Pixels(jpeg), TestPictures.Pixels(kept));
    }

    [Theory]
    [InlineData("tEXt")]
    [InlineData("zTXt")]
    [InlineData("iTXt")]
    [InlineData("tIME")]
    [InlineData("eXIf")]
    [InlineData("caBX")]
    [InlineData("prVt")]
    public async Task No_chunk_of_a_PNG_does_either(string type)
    {
        await using var world = await StorageWorld.StartAsync();
        var png = TestPictures.Png();
        byte[] bytes = [.. TestPictures.WithChunk(png, type, Encoding.Latin1.GetBytes("Comment\0" + Secret)), .. Encoding.Latin1.GetBytes(Secret)];

        var kept = await world.ContentAsync(await world.UploadAsync(bytes));

        Assert.DoesNotContain(Secret, Encoding.Latin1.GetString(kept), StringComparison.Ordinal);
        Assert.Equal(TestPictures.Pixels(png), TestPictures.Pixels(kept));
    }

    [Theory]
    [InlineData(".jpg", false)]
    [InlineData(".png", false)]
    [InlineData(".png", true)]
    [InlineData(".webp", false)]
    public async Task A_colour_profile_stays(string format, bool turned)
    {
        await using var world = await StorageWorld.StartAsync();
        using var image = Image.NewFromBuffer(TestPictures.Png());
        using var wide = image.IccTransform("p3", inputProfile: "srgb");
        using var marked = wide.Mutate(mutable => mutable.Set(GValue.GIntType, "orientation", turned ? 6 : 1));
        var profile = (byte[])wide.Get("icc-profile-data");

        using var kept = Image.NewFromBuffer(await world.ContentAsync(await world.UploadAsync(marked.WriteToBuffer(format))));

        Assert.Equal(profile, (byte[])kept.Get("icc-profile-data"));
    }

    [Fact]
    public async Task Four_inks_become_three_colours_that_look_the_same()
    {
        await using var world = await StorageWorld.StartAsync();
        var bytes = OddPictures.Read("cmyk.jpg");
        using var inks = Image.NewFromBuffer(bytes);
        Assert.Equal(4, inks.Bands);

        using var kept = Image.NewFromBuffer(await world.ContentAsync(await world.UploadAsync(bytes)));

        Assert.Equal((3, Enums.Interpretation.Srgb), (kept.Bands, kept.Interpretation));
        using var expected = inks.IccTransform("srgb", embedded: true, inputProfile: "cmyk");
        Assert.InRange((expected - kept).Abs().Avg(), 0, 4);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Sixteen_bits_become_eight(int bands)
    {
        await using var world = await StorageWorld.StartAsync();
        using var eight = Image.NewFromBuffer(TestPictures.Png());
        using var some = eight.Bandjoin(200).ExtractBand(bands is 1 or 2 ? 2 : 0, n: bands is 3 or 4 ? bands : bands);
        using var sixteen = (some * 257).Cast(Enums.BandFormat.Ushort).Copy(interpretation: bands < 3 ? Enums.Interpretation.Grey16 : Enums.Interpretation.Rgb16);

        using var kept = Image.NewFromBuffer(await world.ContentAsync(await world.UploadAsync(sixteen.PngsaveBuffer())));

        Assert.Equal((bands, Enums.BandFormat.Uchar), (kept.Bands, kept.Format));
        Assert.InRange((kept - some).Abs().Max(), 0, 1);
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.9)]
    public async Task A_picture_that_lost_its_end_does_not_find_one_in_what_stands_behind(double share)
    {
        await using var world = await StorageWorld.StartAsync();
        var bytes = OddPictures.Read("plain.jpg");
        byte[] cut = [.. bytes[..(int)(bytes.Length * share)], .. "a video"u8, 0xFF, 0xD9, .. new byte[500], 0xFF, 0xD9];
        await UploadClient.ProblemAsync(await world.PostAsync(cut), 422, "invalid_picture");
    }

    private static byte[] Described(int orientation, string format)
    {
        using var left = Image.Black(40, 64) + 40;
        using var right = Image.Black(56, 64) + 220;
        using var below = Image.Black(96, 16) + 120;
        using var grey = left.Join(right, Enums.Direction.Horizontal).Join(below, Enums.Direction.Vertical).Cast(Enums.BandFormat.Uchar);
        using var colours = grey.Bandjoin(grey.Rot180(), grey).Copy(interpretation: Enums.Interpretation.Srgb);
        using var described = colours.Mutate(mutable =>
        {
            mutable.Set(GValue.GIntType, "orientation", orientation);
            mutable.Set(GValue.GStrType, "exif-ifd2-BodySerialNumber", $"{Secret} ({Secret}, ASCII, {Secret.Length + 1} components, {Secret.Length + 1} bytes)");
            mutable.Set(GValue.BlobType, "xmp-data", Encoding.UTF8.GetBytes($"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{Secret}</x:xmpmeta>"));
        });
        return described.WriteToBuffer(format);
    }
}
