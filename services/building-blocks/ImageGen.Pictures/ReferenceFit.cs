using NetVips;

namespace ImageGen.Pictures;

/// <summary>
/// Makes a picture one that every model takes: upright, PNG or JPEG, no larger than most allow. A picture keeps its shape, and its
/// transparency where it has any.
/// </summary>
public static class ReferenceFit
{
    /// <summary>Of the file; the strictest models take 4.7 MB.</summary>
    public const int MaxBytes = 4_500_000;

    /// <summary>Width × height.</summary>
    public const long MaxPixels = 4096 * 4096;

    private const int Quality = 92;
    private const string Orientation = "orientation";
    private const string Png = "image/png";

    /// <summary>A bit more than the file grows or shrinks with its area, so that the second try fits.</summary>
    private const double Margin = 0.9;

    /// <summary>Whether a file of such a size may stay as it is.</summary>
    /// <param name="contentType">By content.</param>
    public static bool Fits(string contentType, long bytes, int width, int height) =>
        contentType is Png or "image/jpeg" && bytes <= MaxBytes && (long)width * height <= MaxPixels;

    /// <summary>Whether a camera has only marked it as turned. Providers read the pixels as they lie.</summary>
    public static bool IsTurned(Image image) => image.Contains(Orientation) && image.Get(Orientation) is int and > 1;

    /// <param name="lossless">As PNG even where it is opaque.</param>
    /// <exception cref="VipsException">It can not be decoded.</exception>
    public static FittedPicture Make(Stream picture, bool lossless = false)
    {
        using var lying = Image.NewFromStream(picture, failOn: Enums.FailOn.Error);
        using var upright = lying.Autorot();
        return Write(upright, lossless || IsTransparent(upright));
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

    private static FittedPicture Write(Image image, bool png)
    {
        var area = (double)image.Width * image.Height;
        for (var scale = area > MaxPixels ? Math.Sqrt(MaxPixels / area) : 1; ;)
        {
            using var sized = scale < 1 ? image.Resize(scale) : image.Copy();
            var bytes = png ? sized.PngsaveBuffer() : sized.JpegsaveBuffer(q: Quality);
            var excess = Math.Max((double)bytes.Length / MaxBytes, (double)sized.Width * sized.Height / MaxPixels);
            if (excess <= 1)
                return new FittedPicture(bytes, png ? Png : "image/jpeg", sized.Width, sized.Height);
            scale *= Margin / Math.Sqrt(excess);
        }
    }

    private static bool IsTransparent(Image image)
    {
        if (!image.HasAlpha())
            return false;
        using var alpha = image.ExtractBand(image.Bands - 1);
        return alpha.Min() < (image.Format == Enums.BandFormat.Ushort ? ushort.MaxValue : byte.MaxValue);
    }
}
