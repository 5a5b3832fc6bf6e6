using NetVips;

namespace ImageGen.EndToEnd.Tests.Support;

/// <summary>A real picture file, made or looked at pixel by pixel.</summary>
internal sealed record Picture(byte[] File, int Width, int Height, byte[] Pixels)
{
    private const int Channels = 3;

    public static Colour Red { get; } = new(220, 30, 30);

    public static Colour Green { get; } = new(30, 200, 60);

    public static Colour Blue { get; } = new(20, 40, 230);

    public static byte[] Plain(int width, int height, Colour colour)
    {
        using var image = (Image.Black(width, height, bands: Channels) + new double[] { colour.R, colour.G, colour.B }).Cast(Enums.BandFormat.Uchar);
        using var coloured = image.Copy(interpretation: Enums.Interpretation.Srgb);
        return coloured.PngsaveBuffer();
    }

    /// <summary>White on the left half, black on the right.</summary>
    public static byte[] LeftHalf(int width, int height)
    {
        using var white = (Image.Black(width / 2, height) + byte.MaxValue).Cast(Enums.BandFormat.Uchar);
        using var mask = white.Embed(0, 0, width, height).Copy(interpretation: Enums.Interpretation.Bw);
        return mask.PngsaveBuffer();
    }

    public static Picture Read(byte[] file)
    {
        using var image = Image.NewFromBuffer(file, failOn: Enums.FailOn.Error);
        using var colours = image.HasAlpha() ? image.Flatten() : image.Copy();
        using var plain = colours.Colourspace(Enums.Interpretation.Srgb);
        return new Picture(file, image.Width, image.Height, plain.WriteToMemory<byte>());
    }

    public Colour At(int x, int y)
    {
        var at = ((y * Width) + x) * Channels;
        return new Colour(Pixels[at], Pixels[at + 1], Pixels[at + 2]);
    }

    /// <returns>The first place in a row that looks like this colour, from the left; -1 where there is none.</returns>
    public int Find(int y, Colour colour) => Enumerable.Range(0, Width).Where(x => At(x, y).IsLike(colour)).DefaultIfEmpty(-1).First();
}

internal sealed record Colour(byte R, byte G, byte B)
{
    private const int Tolerance = 12;

    public bool IsLike(Colour other) =>
        Math.Abs(R - other.R) <= Tolerance && Math.Abs(G - other.G) <= Tolerance && Math.Abs(B - other.B) <= Tolerance;
}
