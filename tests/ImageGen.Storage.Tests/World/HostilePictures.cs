using System.Buffers.Binary;
using System.IO.Compression;
using NetVips;

namespace ImageGen.Storage.Tests.World;

/// <summary>Uploads that are made to cost more than they should, each as bad as ten megabytes and our bounds allow. The benchmark sends them too.</summary>
internal static class HostilePictures
{
    /// <summary>Of a square picture just below the 36 megapixels that are allowed.</summary>
    public const int Side = 5990;

    private const int MostBytes = 10 << 20;

    /// <summary>EXIF that says nothing else.</summary>
    public static ReadOnlySpan<byte> QuarterTurn => "MM\0*\0\0\0\b\0\u0001\u0001\u0012\0\u0003\0\0\0\u0001\0\u0006\0\0\0\0\0\0"u8;

    public static readonly IReadOnlyDictionary<string, Func<byte[]>> All = new Dictionary<string, Func<byte[]>>
    {
        ["WebP of 100,000 frames"] = () => AnimatedWebp(100_000),
        ["WebP of 1000 frames"] = () => AnimatedWebp(1000),
        ["WebP of two frames, 7 MP"] = () => AnimatedWebp(2, side: 2700),
        ["WebP of a frame of a million empty chunks"] = () => AnimatedWebp(1, chunks: 1_000_000),
        ["WebP of a million empty chunks"] = () => PaddedWebp(1_000_000),
        ["WebP, lossless, 18 MP"] = () => Flat(4242, 4242, bands: 4).WebpsaveBuffer(lossless: true, effort: 0),
        ["WebP, 13 MP"] = () => Flat(3620, 3620, bands: 4).WebpsaveBuffer(effort: 0),
        ["WebP, 36 MP"] = () => Flat(Side, Side, bands: 3).WebpsaveBuffer(effort: 0),
        ["PNG of 860,000 texts"] = () => Flooded("tEXt", 860_000),
        ["PNG of 90,000 texts"] = () => Flooded("tEXt", 90_000),
        ["PNG whose profile unpacks to 49 MB"] = () => WithPackedProfile(TestPictures.Png(), 49_000_000),
        ["PNG of 36 MP whose profile unpacks to 4 MB"] = () => WithPackedProfile(Flat(Side, Side, bands: 4).PngsaveBuffer(compression: 1), (4 << 20) - 1000),
        ["PNG, interlaced, 16 bit, RGBA, 9 MP"] = () => Wide(Flat(2990, 2990, bands: 4)).PngsaveBuffer(compression: 1, interlace: true, bitdepth: 16),
        ["PNG, 16 bit, RGBA, 18 MP"] = () => Wide(Flat(4200, 4200, bands: 4)).PngsaveBuffer(compression: 1, bitdepth: 16),
        ["PNG, interlaced, RGBA, 18 MP"] = () => Flat(4242, 4242, bands: 4).PngsaveBuffer(compression: 1, interlace: true),
        ["PNG, RGBA, 36 MP"] = () => Flat(Side, Side, bands: 4).PngsaveBuffer(compression: 1),
        ["PNG, RGBA, half noise, 10 MB"] = () => HalfNoise(2200),
        ["PNG, RGBA, slow to pack, turned"] = () => Turned(Bits(4090).PngsaveBuffer(compression: 6)),
        ["PNG, 1 bit, 2,400,000 × 15"] = () => Flat(2_399_999, 15, bands: 1).PngsaveBuffer(compression: 1),
        ["JPEG, CMYK, 36 MP"] = () => Cmyk(Side),
        ["JPEG, CMYK, 12 MP"] = () => Cmyk(3460),
        ["JPEG, baseline, a scan per channel, 36 MP"] = () => BlankJpeg(Side, 0xFFC0, scans: 3),
        ["JPEG, baseline, a scan per channel, 18 MP"] = () => BlankJpeg(4300, 0xFFC0, scans: 3),
        ["JPEG, progressive, 32 scans, 18 MP"] = () => BlankJpeg(4300, 0xFFC2, scans: 32),
        ["JPEG, progressive, 17 MP, junk and a tail"] = () => WithJunkAndTail(Noisy(4120, quality: 70, progressive: true)),
        ["WebP, lossless, 13 MP"] = () => Flat(3620, 3620, bands: 4).WebpsaveBuffer(lossless: true, effort: 0),
        ["JPEG, progressive, 17 MP, 10 MB"] = () => Noisy(4120, quality: 70, progressive: true),
        ["JPEG, progressive, 17 MP, cut off"] = () => [.. Noisy(4120, quality: 70, progressive: true)[..^200_000], 0xFF, 0xD9, 0],
        ["JPEG, 36 MP, 10 MB, junk and a tail"] = () => WithJunkAndTail(Noisy(Side, quality: 40, progressive: false)),
        ["JPEG of endless segments"] = () => WithFilling([0xFF, 0xED, 0, 2]),
        ["JPEG of endless fill bytes"] = () => WithFilling([0xFF]),
        ["JPEG of endless profiles"] = () => WithFilling([0xFF, 0xE2, 0, 16, .. "ICC_PROFILE\0"u8, 1, 1]),
        ["JPEG of endless restarts"] = () => WithRestarts(),
        ["JPEG of endless scans"] = () => BlankJpeg(Side, 0xFFC2, scans: 140),
    };

    public static byte[] Repeated(ReadOnlySpan<byte> bytes, int length)
    {
        var all = new byte[length / bytes.Length * bytes.Length];
        for (var at = 0; at < all.Length; at += bytes.Length)
            bytes.CopyTo(all.AsSpan(at));
        return all;
    }

    /// <summary>A PNG with so many empty chunks of a type.</summary>
    public static byte[] Flooded(string type, int chunks)
    {
        var png = TestPictures.Png();
        var one = TestPictures.WithChunk(png, type, [])[33..45];
        return [.. png[..33], .. Repeated(one, chunks * one.Length), .. png[33..]];
    }

    public static byte[] WithPackedProfile(byte[] png, int length)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            var profile = new byte[length];
            BinaryPrimitives.WriteInt32BigEndian(profile, length);
            zlib.Write(profile);
        }
        return TestPictures.WithChunk(png, "iCCP", [.. "bomb\0\0"u8, .. packed.ToArray()]);
    }

    /// <summary>Small frames, each of the size of the whole picture.</summary>
    public static byte[] AnimatedWebp(int frames, int side = 16, int chunks = 0)
    {
        var still = Flat(side, side, bands: 3).WebpsaveBuffer(lossless: true, keep: Enums.ForeignKeep.None);
        var picture = still[12..];
        byte[] size = [(byte)(side - 1), (byte)((side - 1) >> 8), 0, (byte)(side - 1), (byte)((side - 1) >> 8), 0];
        byte[] frame = [0, 0, 0, 0, 0, 0, .. size, 10, 0, 0, 0, .. picture, .. Repeated(Riffed("abcd", []), chunks * 8)];
        byte[] extended = [2, 0, 0, 0, .. size];
        return Riff([.. Riffed("VP8X", extended), .. Riffed("ANIM", new byte[6]), .. Repeated(Riffed("ANMF", frame), frames * (8 + frame.Length))]);
    }

    public static byte[] PaddedWebp(int chunks)
    {
        var still = Flat(64, 64, bands: 3).WebpsaveBuffer(keep: Enums.ForeignKeep.None);
        return Riff([.. Riffed("VP8X", [0, 0, 0, 0, 63, 0, 0, 63, 0, 0]), .. still[12..], .. Repeated(Riffed("abcd", []), chunks * 8)]);
    }

    /// <summary>A grey JPEG of three channels in which each block takes some bits only.</summary>
    /// <param name="frame">The marker of its kind: baseline or progressive.</param>
    /// <param name="scans">Of baseline three, one a channel.</param>
    public static byte[] BlankJpeg(int side, int frame, int scans)
    {
        var jpeg = new MemoryStream();
        void Segment(int marker, params byte[] content)
        {
            jpeg.Write([(byte)(marker >> 8), (byte)marker, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2), .. content]);
        }
        var blocks = (side + 7) / 8 * ((side + 7) / 8);
        jpeg.Write([0xFF, 0xD8]);
        Segment(0xFFDB, [0, .. Enumerable.Repeat((byte)1, 64)]);
        Segment(frame, 8, (byte)(side >> 8), (byte)side, (byte)(side >> 8), (byte)side, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0);
        // One code of one bit in each table: a difference of nothing, and the end of a block.
        Segment(0xFFC4, [0x00, 1, .. new byte[15], 0]);
        Segment(0xFFC4, [0x10, 1, .. new byte[15], 0]);
        for (var scan = 0; scan < scans; scan++)
        {
            var isProgressive = frame == 0xFFC2;
            var isFirst = scan < 3;
            var channel = (byte)(scan % 3 + 1);
            byte[] spectrum = isProgressive ? (isFirst ? [0, 0, 0] : [1, 63, 0]) : [0, 63, 0];
            Segment(0xFFDA, [1, channel, 0, .. spectrum]);
            jpeg.Write(new byte[(blocks * (isProgressive ? 1 : 2) + 7) / 8]);
        }
        jpeg.Write([0xFF, 0xD9]);
        return jpeg.ToArray();
    }

    public static byte[] Noisy(int side, int quality, bool progressive)
    {
        using var grey = Image.Gaussnoise(side, side, mean: 128, sigma: 40).Cast(Enums.BandFormat.Uchar);
        using var colours = grey.Bandjoin(grey.Rot90(), grey.Rot180()).Copy(interpretation: Enums.Interpretation.Srgb);
        for (; ; quality -= 5)
        {
            var jpeg = colours.JpegsaveBuffer(q: quality, interlace: progressive, subsampleMode: Enums.ForeignSubsample.Off);
            if (jpeg.Length <= MostBytes - 5000)
                return jpeg;
        }
    }

    /// <summary>Bytes before the end over which a decoder grumbles, and a tail behind it.</summary>
    public static byte[] WithJunkAndTail(byte[] jpeg) => [.. jpeg[..^2], .. Repeated([0x5A], 2000), 0xFF, 0xD9, .. Repeated([7], 2000)];

    public static byte[] Cmyk(int side)
    {
        using var grey = Image.Gaussnoise(side, side, mean: 128, sigma: 12).Cast(Enums.BandFormat.Uchar);
        using var ink = grey.Bandjoin(grey.Rot90(), grey.Rot180(), grey.Rot270()).Copy(interpretation: Enums.Interpretation.Cmyk);
        for (var quality = 60; ; quality -= 10)
        {
            var jpeg = ink.JpegsaveBuffer(q: quality);
            if (jpeg.Length <= MostBytes)
                return jpeg;
        }
    }

    private static byte[] WithFilling(byte[] filling)
    {
        var jpeg = TestPictures.Jpeg();
        return [.. jpeg[..2], .. Repeated(filling, MostBytes - jpeg.Length - filling.Length), .. jpeg[2..]];
    }

    private static byte[] WithRestarts()
    {
        var jpeg = TestPictures.Jpeg();
        return [.. jpeg[..^2], .. Repeated([0xFF, 0xD0], MostBytes - jpeg.Length), .. jpeg[^2..]];
    }

    /// <summary>Random bits in one channel: few bytes, and all that a packer of PNG can be kept busy with.</summary>
    private static Image Bits(int side)
    {
        using var noise = Image.Gaussnoise(side, side, mean: 128, sigma: 40);
        var bits = ((noise > 128) & 1) + 7;
        return bits.Cast(Enums.BandFormat.Uchar).Bandjoin(Flat(side, side, bands: 3)).Copy(interpretation: Enums.Interpretation.Srgb);
    }

    private static byte[] Turned(byte[] png) => TestPictures.WithChunk(png, "eXIf", QuarterTurn);

    private static byte[] HalfNoise(int side)
    {
        using var noise = Image.Gaussnoise(side, side / 2, mean: 128, sigma: 200).Cast(Enums.BandFormat.Uchar);
        using var all = noise.Bandjoin(noise.Rot180(), noise.Flip(Enums.Direction.Horizontal), noise.Flip(Enums.Direction.Vertical)).Copy(interpretation: Enums.Interpretation.Srgb);
        return Flat(side, side, bands: 4).Insert(all, 0, side / 2).PngsaveBuffer(compression: 1);
    }

    private static Image Flat(int width, int height, int bands)
    {
        var grey = (Image.Black(width, height, bands: bands) + 7).Cast(Enums.BandFormat.Uchar);
        return grey.Copy(interpretation: bands < 3 ? Enums.Interpretation.Bw : Enums.Interpretation.Srgb);
    }

    private static Image Wide(Image image) => image.Cast(Enums.BandFormat.Ushort, shift: true).Copy(interpretation: Enums.Interpretation.Rgb16);

    private static byte[] Riff(byte[] chunks)
    {
        byte[] file = [.. "RIFF"u8, 0, 0, 0, 0, .. "WEBP"u8, .. chunks];
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), file.Length - 8);
        return file;
    }

    private static byte[] Riffed(string type, byte[] content)
    {
        byte[] chunk = [.. System.Text.Encoding.ASCII.GetBytes(type), 0, 0, 0, 0, .. content];
        BinaryPrimitives.WriteInt32LittleEndian(chunk.AsSpan(4), content.Length);
        return content.Length % 2 == 0 ? chunk : [.. chunk, 0];
    }
}
