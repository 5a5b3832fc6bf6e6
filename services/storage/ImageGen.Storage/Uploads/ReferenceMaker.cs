using ImageGen.Storage.Pictures;
using NetVips;

namespace ImageGen.Storage.Uploads;

/// <summary>
/// Decodes a picture once to its last pixel, and makes it one that every model takes: upright, because people paint their masks on what a
/// browser shows and providers read the pixels as they lie; no WebP; not above what most models take.
/// </summary>
internal static class ReferenceMaker
{
    private const int Quality = 92;
    private const string Orientation = "orientation";

    /// <summary>A bit more than the file grows or shrinks with its area, so that the second try fits.</summary>
    private const double Margin = 0.9;

    /// <returns>Null where it is good as it is.</returns>
    /// <exception cref="VipsException">It can not be decoded.</exception>
    public static PreparedUpload? Make(Stream content, PictureStructure structure)
    {
        var fits = structure.Format != PictureFormat.Webp && content.Length <= UploadLimits.MaxKept;
        using (var image = Image.NewFromStream(content, access: Enums.Access.Sequential, failOn: Enums.FailOn.Error))
        {
            if (fits && !IsTurned(image))
            {
                image.Avg();
                return null;
            }
        }
        content.Position = 0;
        using var lying = Image.NewFromStream(content, failOn: Enums.FailOn.Error);
        using var upright = lying.Autorot();
        var lossless = IsTransparent(upright) || (fits && structure.Format == PictureFormat.Png);
        return Write(upright, lossless ? PictureFormat.Png : PictureFormat.Jpeg);
    }

    private static PreparedUpload Write(Image image, PictureFormat format)
    {
        for (var scale = 1.0; ;)
        {
            using var sized = scale < 1 ? image.Resize(scale) : image.Copy();
            var bytes = format == PictureFormat.Png ? sized.PngsaveBuffer() : sized.JpegsaveBuffer(q: Quality);
            if (bytes.Length <= UploadLimits.MaxKept)
                return new PreparedUpload(new MemoryStream(bytes), format, sized.Width, sized.Height);
            scale *= Margin * Math.Sqrt((double)UploadLimits.MaxKept / bytes.Length);
        }
    }

    private static bool IsTurned(Image image) => image.Contains(Orientation) && image.Get(Orientation) is int and > 1;

    private static bool IsTransparent(Image image)
    {
        if (!image.HasAlpha())
            return false;
        using var alpha = image.ExtractBand(image.Bands - 1);
        return alpha.Min() < (image.Format == Enums.BandFormat.Ushort ? ushort.MaxValue : byte.MaxValue);
    }
}
