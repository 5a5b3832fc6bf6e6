using NetVips;

namespace ImageGen.Pictures;

/// <summary>Asks the decoder whether a picture is whole.</summary>
public static class Decoding
{
    /// <summary>What libjpeg says, as a mere warning, where pixels end in the middle although some end marker follows.</summary>
    private const string PixelsMissing = "premature end";

    /// <summary>Decodes without keeping the pixels. A decoder that only grumbles has reached the end.</summary>
    /// <param name="picture">Seekable, read from its position.</param>
    public static bool ReachesLastPixel(Stream picture)
    {
        var start = picture.Position;
        if (FailureOf(picture, Enums.FailOn.Warning) is not { } grumble)
            return true;
        if (grumble.Contains(PixelsMissing, StringComparison.Ordinal))
            return false;
        picture.Position = start;
        return FailureOf(picture, Enums.FailOn.Error) is null;
    }

    private static string? FailureOf(Stream picture, Enums.FailOn failOn)
    {
        try
        {
            using var image = Image.NewFromStream(picture, access: Enums.Access.Sequential, failOn: failOn);
            image.Avg();
            return null;
        }
        catch (VipsException error)
        {
            return error.Message;
        }
    }
}
