using System.Globalization;

namespace ImageGen.Volcengine.Simulator.Ark;

/// <summary>The <c>size</c> of a request: a tier or pixels, never both.</summary>
internal static class ArkSize
{
    private const string Field = "size";
    private const double MinRatio = 1 / 16d;
    private const double MaxRatio = 16;
    private const string Default = "2K";

    /// <exception cref="ArkException">The model does not make it.</exception>
    public static (int Width, int Height) Of(string? size, ArkModel model)
    {
        var asked = size ?? Default;
        if (model.Tiers.Contains(asked))
            return Square(asked);
        if (asked.Split('x') is not [var left, var right] || !IsNumber(left, out var width) || !IsNumber(right, out var height))
            throw Wrong($"one of {string.Join(", ", model.Tiers)} or <width>x<height> is expected");
        var pixels = (long)width * height;
        if (pixels < model.MinPixels || pixels > model.MaxPixels)
            throw Wrong($"image size must be at least {model.MinPixels} pixels and at most {model.MaxPixels}");
        return (double)width / height is < MinRatio or > MaxRatio
            ? throw Wrong("the aspect ratio must be from 1/16 to 16")
            : (width, height);
    }

    // The model chooses a shape by the prompt; a square is one of them.
    private static (int Width, int Height) Square(string tier)
    {
        var side = (int)(double.Parse(tier[..^1], CultureInfo.InvariantCulture) * 1024);
        return (side, side);
    }

    private static bool IsNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number is >= 1 and <= 16_384;

    private static ArkException Wrong(string why) => new(ArkError.Invalid(Field, why));
}
