using ImageGen.Imaging;
using Microsoft.Extensions.Logging;
using NetVips;

namespace ImageGen.Storage.Thumbnails;

/// <summary>libvips: decodes no more than the small picture needs.</summary>
internal sealed partial class VipsThumbnailer : IThumbnailer
{
    private const int Quality = 82;

    /// <summary>Nothing that a provider makes is larger; a file that claims to be would only eat memory.</summary>
    private const long MostPixels = 100_000_000;

    private readonly ILogger<VipsThumbnailer> logger;

    public VipsThumbnailer(ILogger<VipsThumbnailer> logger)
    {
        this.logger = logger;
        if (!Vips.IsAvailable)
            LogNotAvailable(Vips.Reason);
    }

    public byte[]? Make(Stream original, Variant variant)
    {
        if (!Vips.IsAvailable)
            return null;
        try
        {
            original.Position = 0;
            using (var header = Image.NewFromStream(original, access: Enums.Access.Sequential))
            {
                if ((long)header.Width * header.Height > MostPixels)
                    return null;
            }
            original.Position = 0;
            using var small = Image.ThumbnailStream(original, variant.LongestSide, height: variant.LongestSide, size: Enums.Size.Down);
            return small.WebpsaveBuffer(q: Quality, keep: Enums.ForeignKeep.Xmp | Enums.ForeignKeep.Icc);
        }
        catch (VipsException error)
        {
            LogFailed(variant.Name, error.Message);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "libvips can not be used here, originals are served in place of thumbnails: {Reason}")]
    private partial void LogNotAvailable(string reason);

    [LoggerMessage(LogLevel.Warning, "No {Variant} could be made, the original is served: {Reason}")]
    private partial void LogFailed(string variant, string reason);
}
