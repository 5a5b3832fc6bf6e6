using NetVips;

namespace ImageGen.Pictures;

/// <summary>Asks the decoder whether a picture is whole.</summary>
public static class Decoding
{
    /// <summary>What libjpeg says, as a mere warning, where pixels end in the middle although some end marker follows.</summary>
    private const string PixelsMissing = "premature end";

    /// <summary>Decodes without keeping the pixels.</summary>
    /// <param name="picture">Seekable, read from its position.</param>
    public static bool ReachesLastPixel(Stream picture)
    {
        try
        {
            return Once(picture, failOn =>
            {
                using var image = Image.NewFromStream(picture, access: Enums.Access.Sequential, failOn: failOn);
                image.Avg();
                return true;
            });
        }
        catch (VipsException)
        {
            return false;
        }
    }

    /// <summary>
    /// Decodes once, and once more where the decoder has only grumbled: then it reaches the end all the same. So whoever wants pixels need
    /// not ask before whether they are all there.
    /// </summary>
    /// <param name="picture">Seekable, read from its position.</param>
    /// <exception cref="VipsException">Pixels are missing, or can not be decoded.</exception>
    internal static T Once<T>(Stream picture, Func<Enums.FailOn, T> decode)
    {
        var start = picture.Position;
        try
        {
            Vips.Decodes.Add(1);
            return decode(Enums.FailOn.Warning);
        }
        catch (VipsException grumble) when (!grumble.Message.Contains(PixelsMissing, StringComparison.Ordinal))
        {
            picture.Position = start;
            Vips.Decodes.Add(1);
            return decode(Enums.FailOn.Error);
        }
    }
}
