using NetVips;

namespace ImageGen.Imaging;

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

    /// <summary>How much memory it takes to make one fit, at most, bytes: its pixels, the buffer for its file, and the file.</summary>
    /// <param name="channels">Of each pixel.</param>
    public static long MemoryFor(int width, int height, int channels) => channels * Math.Min((long)width * height, MaxPixels) + (Overshoot + 1) * MaxBytes;

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

    /// <summary>Three tries into one buffer: as it is, by what that came to, and at a size that fits whatever its pixels are.</summary>
    private static FittedPicture Write(Image image, string type)
    {
        using var buffer = new BoundedBuffer(Overshoot * MaxBytes);
        if (!IsEncoded(image, type, buffer))
            return Surely(image, type, buffer);
        if (buffer.Length <= MaxBytes)
            return Fitted(image, type, buffer);
        using var smaller = Pixels.Resized(image, Math.Sqrt(Margin * MaxBytes / buffer.Length));
        return IsEncoded(smaller, type, buffer) && buffer.Length <= MaxBytes ? Fitted(smaller, type, buffer) : Surely(image, type, buffer);
    }

    /// <summary>No pixel takes more bytes than it has channels, but for some that frame them.</summary>
    private static FittedPicture Surely(Image image, string type, BoundedBuffer buffer)
    {
        var scale = Math.Sqrt(Margin * MaxBytes / ((double)image.Width * image.Height * image.Bands));
        using var small = scale < 1 ? Pixels.Resized(image, scale) : image.Copy();
        return IsEncoded(small, type, buffer) ? Fitted(small, type, buffer) : throw new InvalidOperationException("A small picture came to a large file.");
    }

    private static FittedPicture Fitted(Image image, string type, BoundedBuffer buffer) => new(buffer.ToArray(), type, image.Width, image.Height);

    /// <returns>False where it comes to far more bytes than it may have.</returns>
    private static bool IsEncoded(Image image, string type, BoundedBuffer buffer)
    {
        buffer.Empty();
        try
        {
            if (type == Png)
                image.PngsaveStream(buffer, compression: Compression, keep: Enums.ForeignKeep.Icc);
            else
                image.JpegsaveStream(buffer, q: Quality, keep: Enums.ForeignKeep.Icc);
            return true;
        }
        catch (VipsException) when (buffer.IsFull)
        {
            return false;
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
