using System.Buffers.Binary;
using ImageGen.Storage.Formats;
using ImageGen.Storage.Tests.World;

namespace ImageGen.Storage.Tests.Formats;

/// <summary>Truncated pictures are never taken, and whole ones always, whatever stands behind their end.</summary>
public sealed class InspectorTests
{
    private const int Cuts = 60;

    private static readonly byte[] EndOfJpeg = [0xFF, 0xD9];

    public static TheoryData<string> Names => [.. OddPictures.Names];

    public static TheoryData<string, string> Tails
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var name in OddPictures.Names)
            {
                foreach (var tail in new[] { "one byte", "zeros", "noise", "a video", "another picture", "end markers", "megabytes" })
                    data.Add(name, tail);
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_real_file_is_whole_and_as_large_as_the_decoder_says(string name)
    {
        var file = OddPictures.Read(name);
        var (_, width, height, _) = TestPictures.Describe(file);

        var structure = Inspect(file);

        Assert.Equal((width, height), (structure.Width, structure.Height));
    }

    [Theory]
    [MemberData(nameof(Tails))]
    public void What_stands_behind_its_end_takes_nothing_from_a_picture(string name, string tail)
    {
        var file = OddPictures.Read(name);

        var structure = Inspect([.. file, .. Tail(tail)]);

        Assert.Equal(PictureEnd.Early, structure.End);
        Assert.Equal(Inspect(file) with { End = PictureEnd.Early, Xmp = null }, structure with { Xmp = null });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_picture_that_is_cut_off_is_not_taken_unless_all_its_pixels_are_there(string name)
    {
        var file = OddPictures.Read(name);
        var end = OddPictures.EndOf(name, file);
        for (var cut = 1; cut < Cuts; cut++)
        {
            var part = file[..(int)((long)end * cut / Cuts)];
            // Behind its last pixel a PNG has check sums and its end mark.
            if (name.EndsWith(".png", StringComparison.Ordinal) && IsTaken(part))
                Assert.Equal(TestPictures.Pixels(file), TestPictures.Pixels(part));
            else
                Assert.False(IsTaken(part), $"{part.Length} of {end} bytes");
        }
    }

    [Theory]
    [InlineData("plain.jpg")]
    [InlineData("progressive.jpg")]
    [InlineData("motion.jpg")]
    public void Nor_is_one_whose_missing_pixels_are_followed_by_what_follows_whole_ones(string name)
    {
        var file = OddPictures.Read(name);
        var cut = file[..(OddPictures.EndOf(name, file) * 2 / 3)];

        foreach (var tail in new[] { "a video", "another picture", "end markers" })
            Assert.Throws<InvalidPictureException>(() => Inspect([.. cut, .. Tail(tail)]));
    }

    [Fact]
    public void What_claims_to_be_too_large_is_not_decoded()
    {
        var file = OddPictures.Read("plain.jpg");
        byte[] lacksPixels = [.. file[..(file.Length * 2 / 3)], .. Tail("end markers")];

        Assert.Throws<InvalidPictureException>(() => Inspect(lacksPixels));
        Assert.Equal(PictureEnd.Early, PictureInspector.Inspect(new MemoryStream(lacksPixels), mostPixels: 1_000).End);
    }

    [Fact]
    public void A_file_that_lacks_only_its_end_mark_is_taken_where_its_pixels_are_there()
    {
        var file = OddPictures.Read("small.png");
        const int endChunk = 12;

        Assert.Equal(PictureEnd.Missing, Inspect(file[..^endChunk]).End);
        Assert.Equal(PictureEnd.Missing, Inspect(file[..^4]).End);
    }

    /// <summary>33 megapixels, as an enlarged picture has.</summary>
    [Theory]
    [InlineData("png")]
    [InlineData("jpg")]
    public void A_picture_of_8K_is_read_like_any_other(string format)
    {
        var file = format == "png" ? TestPictures.Png(7680, 4320) : TestPictures.Jpeg(7680, 4320, progressive: true);

        var structure = Inspect(file);
        Assert.Equal((7680, 4320, PictureEnd.Exact), (structure.Width, structure.Height, structure.End));
        Assert.Throws<InvalidPictureException>(() => Inspect(file[..(file.Length * 9 / 10)]));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Damage_is_told_or_not_noticed_and_never_anything_else(string name)
    {
        var whole = OddPictures.Read(name);
        var random = new Random(20261127);
        for (var round = 0; round < 60; round++)
        {
            var file = whole[..random.Next(1, whole.Length + 1)];
            for (var damage = random.Next(1, 6); damage > 0; damage--)
                file[random.Next(Math.Min(file.Length, 600))] = (byte)random.Next(256);
            IsTaken(file);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("<!doctype html><title>Not found</title>")]
    [InlineData("{\"error\":\"expired\"}")]
    [InlineData("GIF89a")]
    [InlineData("RIFF\0\0\0\0WAVE")]
    public void Something_else_is_told_from_a_damaged_picture(string content) =>
        Assert.True(Assert.Throws<InvalidPictureException>(() => Inspect(System.Text.Encoding.UTF8.GetBytes(content))).IsOtherKind);

    private static PictureStructure Inspect(byte[] file) => PictureInspector.Inspect(new MemoryStream(file));

    private static bool IsTaken(byte[] file)
    {
        try
        {
            return Inspect(file) is { Width: > 0, Height: > 0 };
        }
        catch (InvalidPictureException)
        {
            return false;
        }
    }

    private static byte[] Tail(string kind) => kind switch
    {
        "one byte" => [0],
        "zeros" => new byte[5_000],
        "noise" => Noise(6_000),
        "a video" => [.. Box("ftyp", "mp42\0\0\0\0isommp42"u8.ToArray()), .. Box("mdat", Noise(12_000)), .. Box("moov", Noise(400))],
        "another picture" => OddPictures.Read("gray.jpg"),
        "end markers" => [.. Enumerable.Range(0, 3_000).SelectMany(_ => EndOfJpeg)],
        _ => Noise(3 << 20),
    };

    private static byte[] Box(string type, byte[] content)
    {
        var box = new byte[8 + content.Length];
        BinaryPrimitives.WriteInt32BigEndian(box, box.Length);
        System.Text.Encoding.ASCII.GetBytes(type, box.AsSpan(4));
        content.CopyTo(box, 8);
        return box;
    }

    private static byte[] Noise(int length)
    {
        var noise = new byte[length];
        new Random(length).NextBytes(noise);
        return noise;
    }
}
