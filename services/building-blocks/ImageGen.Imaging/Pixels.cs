using NetVips;

namespace ImageGen.Imaging;

/// <summary>
/// The pixels of a picture as models take them: 8 bits, grey or RGB, with transparency where there is some, upright. Decoded from the first
/// line to the last, and kept in memory no larger than they may be.
/// </summary>
public static class Pixels
{
    private const string Orientation = "orientation";

    /// <summary>Width × height of what printers' colours are turned into screens' from: it takes several times as long as to decode them.</summary>
    private const long MostInk = 6_000_000;

    /// <param name="picture">Seekable, read from its position.</param>
    /// <param name="mostPixels">Width × height; a larger one is made smaller and keeps its shape.</param>
    /// <param name="orientation">As EXIF counts it, 1 to 8, where the file itself does not say any more.</param>
    /// <exception cref="VipsException">It can not be decoded, or pixels are missing.</exception>
    public static Image Load(Stream picture, long mostPixels, int? orientation = null) =>
        Decoding.Once(picture, failOn => Load(picture, mostPixels, orientation, failOn));

    private static Image Load(Stream picture, long mostPixels, int? orientation, Enums.FailOn failOn)
    {
        using var lines = Lines(picture, failOn);
        using var plain = ToEightBit(lines);
        using var sized = Shrunk(plain, mostPixels);
        // Turning needs all of it at hand: only now, when it is as small as it gets.
        using var memory = sized.CopyMemory();
        return Upright(memory, orientation);
    }

    private static Image Lines(Stream picture, Enums.FailOn failOn)
    {
        var start = picture.Position;
        var lines = Image.NewFromStream(picture, access: Enums.Access.Sequential, failOn: failOn);
        if (lines.Interpretation != Enums.Interpretation.Cmyk || (long)lines.Width * lines.Height < 2 * MostInk)
            return lines;
        lines.Dispose();
        picture.Position = start;
        // Only JPEG has such colours, and its decoder makes half the size for less than the whole.
        return Image.NewFromStream(picture, access: Enums.Access.Sequential, failOn: failOn, kwargs: new VOption { { "shrink", 2 } });
    }

    private static Image ToEightBit(Image image)
    {
        if (image.Interpretation == Enums.Interpretation.Cmyk)
        {
            using var small = Shrunk(image, MostInk);
            return small.IccTransform("srgb", embedded: true, inputProfile: "cmyk");
        }
        var wanted = image.Bands < 3 ? Enums.Interpretation.Bw : Enums.Interpretation.Srgb;
        return image.Format == Enums.BandFormat.Uchar && image.Interpretation == wanted ? image.Copy() : image.Colourspace(wanted);
    }

    /// <summary>With what is transparent weighed by how much it shows, so that no colour comes out of nowhere at an edge.</summary>
    internal static Image Resized(Image image, double scale)
    {
        if (!image.HasAlpha())
            return image.Resize(scale);
        using var exact = image.Premultiply();
        // As exact as it will be seen; numbers with a fraction would take four times the memory and twice the time.
        using var weighed = exact.Cast(Enums.BandFormat.Uchar);
        using var sized = weighed.Resize(scale);
        using var unweighed = sized.Unpremultiply();
        return unweighed.Cast(Enums.BandFormat.Uchar);
    }

    private static Image Shrunk(Image image, long mostPixels)
    {
        var scale = Math.Sqrt(mostPixels / ((double)image.Width * image.Height));
        return scale >= 1 ? image.Copy() : Resized(image, scale);
    }

    private static Image Upright(Image image, int? orientation)
    {
        if (orientation is not { } known)
            return image.Autorot();
        using var marked = image.Mutate(mutable => mutable.Set(GValue.GIntType, Orientation, known));
        return marked.Autorot();
    }
}
