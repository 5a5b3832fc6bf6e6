using NetVips;

namespace ImageGen.Imaging;

/// <summary>Asks the decoder whether a picture is whole.</summary>
public static class Decoding
{
    /// <summary>Decodes without keeping the pixels.</summary>
    /// <param name="picture">Seekable, read from its position.</param>
    public static bool ReachesLastPixel(Stream picture)
    {
        try
        {
            return Once(picture, failOn =>
            {
                PassThrough(picture, failOn);
                return true;
            });
        }
        catch (VipsException)
        {
            return false;
        }
    }

    /// <summary>
    /// Decodes once, however much the decoder grumbles; and once more where it said meanwhile, of this picture or another, that pixels are
    /// missing: then it is to stop at its first grumble, so that it is known whose they are.
    /// </summary>
    /// <param name="picture">Seekable, read from its position.</param>
    /// <exception cref="VipsException">Pixels are missing, or can not be decoded.</exception>
    internal static T Once<T>(Stream picture, Func<Enums.FailOn, T> decode)
    {
        var start = picture.Position;
        var missing = Vips.MissingPixels;
        Vips.Decodes.Add(1);
        var made = decode(Enums.FailOn.Error);
        if (missing == Vips.MissingPixels)
            return made;
        try
        {
            picture.Position = start;
            Vips.Decodes.Add(1);
            PassThrough(picture, Enums.FailOn.Warning);
        }
        catch (VipsException grumble)
        {
            if (grumble.Message.Contains(Vips.PixelsMissing, StringComparison.Ordinal))
            {
                (made as IDisposable)?.Dispose();
                throw;
            }
        }
        return made;
    }

    private static void PassThrough(Stream picture, Enums.FailOn failOn)
    {
        using var image = Image.NewFromStream(picture, access: Enums.Access.Sequential, failOn: failOn);
        image.Avg();
    }
}
