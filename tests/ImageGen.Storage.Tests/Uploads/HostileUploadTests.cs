using System.Buffers.Binary;
using System.Diagnostics.Metrics;
using System.IO.Compression;
using ImageGen.Imaging;
using ImageGen.Storage.Tests.Formats;
using ImageGen.Storage.Tests.World;
using ImageGen.Storage.Uploads.Cleaning;
using NetVips;

namespace ImageGen.Storage.Tests.Uploads;

/// <summary>What a file of ten megabytes can make us do is bounded by its size: counted in reads, parts and decoded bytes, not in time.</summary>
public sealed class HostileUploadTests : IDisposable
{
    private readonly MeterListener warnings = new();
    private long warned;

    public HostileUploadTests()
    {
        warnings.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "imagegen.pictures.warnings")
                listener.EnableMeasurementEvents(instrument);
        };
        warnings.SetMeasurementEventCallback<long>((_, count, _, _) => Interlocked.Add(ref warned, count));
        warnings.Start();
    }

    public void Dispose() => warnings.Dispose();

    [Theory]
    [InlineData("tEXt")]
    [InlineData("zTXt")]
    [InlineData("iTXt")]
    [InlineData("eXIf")]
    [InlineData("sPLT")]
    [InlineData("abCd")]
    public async Task A_flood_of_chunks_never_reaches_the_decoder(string type)
    {
        await using var world = await StorageWorld.StartAsync();
        await world.UploadAsync(HostilePictures.Flooded(type, 90_000));
        Assert.InRange(Interlocked.Read(ref warned), 0, 100);

        await UploadClient.ProblemAsync(await world.PostAsync(HostilePictures.Flooded(type, 860_000)), 422, "invalid_picture");
    }

    [Fact]
    public void The_decoders_warnings_are_counted_and_not_written()
    {
        Assert.True(Vips.IsAvailable);
        var before = Interlocked.Read(ref warned);
        using var image = Image.NewFromBuffer(HostilePictures.Flooded("tEXt", 500));
        image.Avg();
        Assert.InRange(Interlocked.Read(ref warned) - before, 500, 10_000);
    }

    public static TheoryData<string> Dripping => ["fill bytes", "empty segments", "comments", "restarts", "stuffed bytes", "exif"];

    [Theory]
    [MemberData(nameof(Dripping))]
    public void A_JPEG_is_read_in_blocks(string what)
    {
        var jpeg = OddPictures.Read("plain.jpg");
        const int size = 10_000_000;
        byte[] filling = what switch
        {
            "fill bytes" => [.. Enumerable.Repeat((byte)0xFF, size)],
            "empty segments" => HostilePictures.Repeated([0xFF, 0xED, 0, 2], size),
            "comments" => HostilePictures.Repeated([0xFF, 0xFE, 0, 3, 7], size),
            "exif" => HostilePictures.Repeated([0xFF, 0xE1, 0, 8, .. "Exif\0\0"u8], size),
            "restarts" => HostilePictures.Repeated([0xFF, 0xD0], size),
            _ => HostilePictures.Repeated([0xFF, 0x00], size),
        };
        var atStart = what is not ("restarts" or "stuffed bytes");
        using var file = new CountingStream(atStart ? [.. jpeg[..2], .. filling, .. jpeg[2..]] : [.. jpeg[..^2], .. filling, .. jpeg[^2..]]);

        var refused = Record.Exception(() => PictureCleaner.Clean(file));

        Assert.InRange(file.Reads, 1, 2 * (file.Length / (32 << 10)) + 20);
        Assert.InRange(file.BytesRead, 1, 2 * file.Length);
        Assert.Equal(what is not ("fill bytes" or "stuffed bytes"), refused is ImageGen.Storage.Formats.InvalidPictureException);
    }

    [Fact]
    public void A_JPEG_of_endless_scans_is_refused()
    {
        var jpeg = OddPictures.Read("plain.jpg");
        var scan = jpeg.AsSpan().LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xDA]);
        byte[] bytes = [.. jpeg[..scan], .. HostilePictures.Repeated(jpeg.AsSpan(scan..^2), 40 * (jpeg.Length - scan - 2)), 0xFF, 0xD9];
        using var file = new MemoryStream(bytes);
        Assert.Throws<ImageGen.Storage.Formats.InvalidPictureException>(() => PictureCleaner.Clean(file));
    }

    /// <summary>Their pixels do not exist, so whoever tried to decode them would say that they are damaged.</summary>
    [Theory]
    [InlineData(5990, 5990, 16, 6, 0, "picture_too_large")]
    [InlineData(5990, 5990, 16, 6, 1, "picture_too_large")]
    [InlineData(5990, 5990, 16, 2, 0, "picture_too_large")]
    [InlineData(5990, 5990, 8, 6, 1, "picture_too_large")]
    [InlineData(4300, 4300, 8, 6, 1, "picture_too_large")]
    [InlineData(50_000, 50_000, 1, 0, 0, "picture_too_large")]
    [InlineData(2_400_000, 15, 8, 0, 0, "picture_too_large")]
    [InlineData(65_536, 500, 8, 0, 0, "picture_too_large")]
    [InlineData(65_535, 500, 8, 0, 0, "invalid_picture")]
    [InlineData(5990, 5990, 8, 6, 0, "invalid_picture")]
    [InlineData(4200, 4200, 8, 6, 1, "invalid_picture")]
    [InlineData(-1, 100, 8, 0, 0, "invalid_picture")]
    public async Task How_much_would_be_decoded_is_known_before(int width, int height, byte bits, byte colour, byte interlaced, string code)
    {
        await using var world = await StorageWorld.StartAsync();
        await UploadClient.ProblemAsync(await world.PostAsync(HeaderAlone(width, height, bits, colour, interlaced)), 422, code);
    }

    [Theory]
    [InlineData("noise", 4)]
    [InlineData("noise", 3)]
    [InlineData("noise", 2)]
    [InlineData("noise", 1)]
    [InlineData("half noise", 4)]
    public void Whatever_the_pixels_are_it_fits_after_three_tries(string what, int bands)
    {
        using var grey = Image.Gaussnoise(2900, 2900, mean: 128, sigma: 200).Cast(Enums.BandFormat.Uchar);
        using var flat = (Image.Black(2900, 2900) + 7).Cast(Enums.BandFormat.Uchar);
        using var seen = what == "noise" ? grey.Copy() : flat.Insert(grey.Crop(0, 1450, 2900, 1450), 0, 1450);
        using var all = seen.Bandjoin(seen.Rot90(), seen.Rot180(), seen.Rot270()).ExtractBand(0, n: bands)
            .Copy(interpretation: bands < 3 ? Enums.Interpretation.Bw : Enums.Interpretation.Srgb);

        var made = ReferenceFit.Make(new MemoryStream(all.PngsaveBuffer(compression: 1)));

        Assert.InRange(made.Bytes.Length, 1, ReferenceFit.MaxBytes);
        Assert.InRange(made.Width, 900, 2900);
        Assert.Equal(bands is 2 or 4 ? "image/png" : "image/jpeg", made.ContentType);
        using var image = Image.NewFromBuffer(made.Bytes);
        Assert.Equal((made.Width, made.Height), (image.Width, image.Height));
    }

    private static byte[] HeaderAlone(int width, int height, byte bits, byte colour, byte interlaced)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9], header[12]) = (bits, colour, interlaced);
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            zlib.Write(new byte[100]);
        byte[] png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];
        byte[] Chunk(string type, byte[] content) => TestPictures.WithChunk(new byte[33], type, content)[33..];
        return [.. png, .. Chunk("IHDR", header), .. Chunk("IDAT", packed.ToArray()), .. Chunk("IEND", [])];
    }

    private sealed class CountingStream(byte[] bytes) : MemoryStream(bytes)
    {
        public long Reads { get; private set; }

        public long BytesRead { get; private set; }

        // What is read by spans comes through here as well.
        public override int Read(byte[] buffer, int offset, int count)
        {
            Reads++;
            var read = base.Read(buffer, offset, count);
            BytesRead += read;
            return read;
        }
    }
}
