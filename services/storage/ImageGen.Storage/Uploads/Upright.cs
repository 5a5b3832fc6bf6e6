using ImageGen.Storage.Pictures;
using NetVips;

namespace ImageGen.Storage.Uploads;

/// <summary>
/// Decodes a picture once to its last pixel, and turns one upright that a camera has only marked as turned: people paint their masks on
/// what a browser shows, and providers read the pixels as they lie.
/// </summary>
internal static class Upright
{
    private const int Quality = 95;
    private const string Orientation = "orientation";

    /// <returns>Null where it is upright as it is.</returns>
    /// <exception cref="VipsException">It can not be decoded.</exception>
    public static PreparedUpload? Make(Stream content, PictureStructure structure)
    {
        using (var image = Image.NewFromStream(content, access: Enums.Access.Sequential, failOn: Enums.FailOn.Error))
        {
            if (!IsTurned(image))
            {
                image.Avg();
                return null;
            }
        }
        content.Position = 0;
        using var lying = Image.NewFromStream(content, failOn: Enums.FailOn.Error);
        using var upright = lying.Autorot();
        var bytes = structure.Format switch
        {
            PictureFormat.Png => upright.PngsaveBuffer(),
            PictureFormat.Jpeg => upright.JpegsaveBuffer(q: Quality),
            _ => upright.WebpsaveBuffer(q: Quality),
        };
        return new PreparedUpload(new MemoryStream(bytes), structure.Format, upright.Width, upright.Height);
    }

    private static bool IsTurned(Image image) => image.Contains(Orientation) && image.Get(Orientation) is int and > 1;
}
