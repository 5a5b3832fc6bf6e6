using ImageGen.Imaging;
using ImageGen.ServiceDefaults.Errors;
using ImageGen.Storage.Formats;
using ImageGen.Storage.Uploads.Cleaning;
using NetVips;

namespace ImageGen.Storage.Uploads;

/// <summary>
/// Makes the one-channel mask that providers want (0 keeps, 255 paints anew) from what people have: strokes on a transparent ground,
/// or white on black.
/// </summary>
internal static class MaskMaker
{
    private const int HalfWay = 128;

    /// <param name="bytes">What is kept of the file.</param>
    /// <exception cref="VipsException">It can not be decoded.</exception>
    public static PreparedUpload Make(byte[] bytes, CleanPicture picture)
    {
        if (!Vips.IsAvailable)
            throw new ProblemException(503, "masks_unavailable", "This server can not read masks: libvips is missing on it.");
        using var image = Pixels.Load(new MemoryStream(bytes), UploadLimits.MaxMaskPixels, picture.Orientation);
        using var region = RegionOf(image).Copy(interpretation: Enums.Interpretation.Bw);
        if (region.Max() == 0)
            throw new ProblemException(422, "empty_mask", "The mask marks nothing: paint what is to change, or make it white on black.");
        return new PreparedUpload(new MemoryStream(region.PngsaveBuffer(keep: Enums.ForeignKeep.None)), PictureFormat.Png, region.Width, region.Height);
    }

    /// <summary>Whatever is painted at all counts where there is a transparent ground; else what is rather white than black.</summary>
    private static Image RegionOf(Image image)
    {
        if (image.HasAlpha())
        {
            using var alpha = image.ExtractBand(image.Bands - 1);
            if (alpha.Min() < byte.MaxValue)
                return alpha > 0;
        }
        using var colours = image.HasAlpha() ? image.ExtractBand(0, n: image.Bands - 1) : image.Copy();
        using var grey = colours.Colourspace(Enums.Interpretation.Bw);
        return grey >= HalfWay;
    }
}
