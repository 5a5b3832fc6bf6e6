using NetVips;

namespace ImageGen.Pictures;

/// <summary>
/// Makes a picture one that every model takes: upright, PNG or JPEG of 8 bits in grey or RGB, no larger than most allow, and with nothing in
/// it but pixels and their colour profile. A picture keeps its shape, and its transparency where it has any.
/// </summary>
public static class ReferenceFit
{
    /// <summary>Of the file; the strictest models take 4.7 MB.</summary>
    public const int MaxBytes = 4_500_000;

    /// <summary>Width × height.</summary>
    public const long MaxPixels = 4096 * 4096;

    private const int Quality = 92;

    /// <summary>Of PNG. The usual 6 takes four times as long where pixels are made for that, and saves a twentieth of a photo.</summary>
    private const int Compression = 3;

    private const string Png = "image/png";
    private const string Jpeg = "image/jpeg";

    /// <summary>
    /// How much larger than allowed a result may become before its encoder is stopped: far enough that the next try can be aimed, and
    /// noise costs no more than that.
    /// </summary>
    private const int Overshoot = 2;

    /// <summary>A bit more than the file grows or shrinks with its area, so that the second try fits.</summary>
    private const double Margin = 0.9;

    /// <summary>Whether a file of such a size may stay as it is.</summary>
    /// <param name="contentType">By content.</param>
    public static bool Fits(string contentType, long bytes, int width, int height) =>
        contentType is Png or Jpeg && bytes <= MaxBytes && (long)width * height <= MaxPixels;

    /// <summary>How much memory it takes to make one fit, at most, bytes: its pixels, and the files of two tries.</summary>
    /// <param name="channels">Of each pixel.</param>
    public static long MemoryFor(int width, int height, int channels) => channels * Math.Min((long)width * height, MaxPixels) + 2 * Overshoot * MaxBytes;

    /// <param name="lossless">As PNG even where it is opaque.</param>
    /// <param name="orientation">As EXIF counts it, 1 to 8, where the file itself does not say any more.</param>
    /// <exception cref="VipsException">It can not be decoded.</exception>
    public static FittedPicture Make(Stream picture, bool lossless = false, int? orientation = null)
    {
        using var pixels = Pixels.Load(picture, MaxPixels, orientation);
        return Write(pixels, lossless || IsTransparent(pixels) ? Png : Jpeg);
    }

    /// <summary>A mask of one channel, as large as the picture that it belongs to.</summary>
    /// <exception cref="VipsException">It can not be decoded.</exception>
    public static FittedPicture Mask(byte[] mask, int width, int height)
    {
        const int halfWay = 128;
        using var image = Image.NewFromBuffer(mask, failOn: Enums.FailOn.Error);
        using var sized = image.ThumbnailImage(width, height: height, size: Enums.Size.Force);
        using var hard = sized.ExtractBand(0) >= halfWay;
        using var grey = hard.Copy(interpretation: Enums.Interpretation.Bw);
        return new FittedPicture(grey.PngsaveBuffer(keep: Enums.ForeignKeep.None), Png, width, height);
    }

    /// <summary>Three tries: as it is, by what that came to, and at a size that fits whatever its pixels are.</summary>
    private static FittedPicture Write(Image image, string type)
    {
        if (Encoded(image, type) is not { } first)
            return Surely(image, type);
        if (first.Length <= MaxBytes)
            return new FittedPicture(first, type, image.Width, image.Height);
        using var smaller = Pixels.Resized(image, Math.Sqrt(Margin * MaxBytes / first.Length));
        return Encoded(smaller, type) is { Length: <= MaxBytes } second ? new FittedPicture(second, type, smaller.Width, smaller.Height) : Surely(image, type);
    }

    /// <summary>No pixel takes more bytes than it has channels, but for some that frame them.</summary>
    private static FittedPicture Surely(Image image, string type)
    {
        var scale = Math.Sqrt(Margin * MaxBytes / ((double)image.Width * image.Height * image.Bands));
        using var small = scale < 1 ? Pixels.Resized(image, scale) : image.Copy();
        return new FittedPicture(Encoded(small, type)!, type, small.Width, small.Height);
    }

    /// <returns>Null where it comes to far more bytes than it may have.</returns>
    private static byte[]? Encoded(Image image, string type)
    {
        using var buffer = new BoundedBuffer(Overshoot * MaxBytes);
        try
        {
            if (type == Png)
                image.PngsaveStream(buffer, compression: Compression, keep: Enums.ForeignKeep.Icc);
            else
                image.JpegsaveStream(buffer, q: Quality, keep: Enums.ForeignKeep.Icc);
            return buffer.ToArray();
        }
        catch (VipsException) when (buffer.IsFull)
        {
            return null;
        }
    }

    private static bool IsTransparent(Image image)
    {
        if (!image.HasAlpha())
            return false;
        using var alpha = image.ExtractBand(image.Bands - 1);
        return alpha.Min() < byte.MaxValue;
    }
}
