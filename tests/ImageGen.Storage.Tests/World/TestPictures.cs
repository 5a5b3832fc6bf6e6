using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using NetVips;

namespace ImageGen.Storage.Tests.World;

/// <summary>Real pictures, noisy enough to be of a real size.</summary>
internal static class TestPictures
{
    public static byte[] Png(int width = 320, int height = 200)
    {
        using var image = Noise(width, height);
        return image.PngsaveBuffer();
    }

    public static byte[] Jpeg(int width = 320, int height = 200, bool progressive = false)
    {
        using var image = Noise(width, height);
        return image.JpegsaveBuffer(interlace: progressive);
    }

    public static byte[] Webp(int width = 320, int height = 200, bool lossless = false)
    {
        using var image = Noise(width, height);
        return image.WebpsaveBuffer(lossless: lossless);
    }

    /// <summary>With packets of metadata, as an editor would have left them.</summary>
    public static byte[] WithXmp(string format, string packet)
    {
        using var image = Noise(64, 64);
        using var described = image.Mutate(mutable => mutable.Set(GValue.BlobType, "xmp-data", Encoding.UTF8.GetBytes(packet)));
        return described.WriteToBuffer(format);
    }

    /// <summary>A PNG with one more chunk behind its header.</summary>
    public static byte[] WithChunk(byte[] png, string type, ReadOnlySpan<byte> content)
    {
        const int headerEnd = 33;
        byte[] chunk = [0, 0, 0, 0, .. Encoding.ASCII.GetBytes(type), .. content, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(chunk.Length - 4), Crc32.HashToUInt32(chunk.AsSpan(4, 4 + content.Length)));
        return [.. png[..headerEnd], .. chunk, .. png[headerEnd..]];
    }

    /// <summary>The very pixels, to compare two files by.</summary>
    public static byte[] Pixels(byte[] file)
    {
        using var image = Image.NewFromBuffer(file, kwargs: new VOption { { "fail_on", Enums.FailOn.Warning } });
        return image.WriteToMemory<byte>();
    }

    public static (string Loader, int Width, int Height, string? Xmp) Describe(byte[] file)
    {
        using var image = Image.NewFromBuffer(file);
        var xmp = image.Contains("xmp-data") ? Encoding.UTF8.GetString((byte[])image.Get("xmp-data")) : null;
        return ((string)image.Get("vips-loader"), image.Width, image.Height, xmp);
    }

    private static Image Noise(int width, int height)
    {
        using var noise = Image.Gaussnoise(width, height, mean: 128, sigma: 30);
        using var bytes = noise.Cast(Enums.BandFormat.Uchar);
        using var colours = bytes.Bandjoin(bytes.Invert(), bytes);
        return colours.Copy(interpretation: Enums.Interpretation.Srgb);
    }
}
