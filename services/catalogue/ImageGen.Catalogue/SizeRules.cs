using System.Globalization;

namespace ImageGen.Catalogue;

public static class SizeRules
{
    /// <returns>What is wrong with this size for the model, in English, or null where nothing is.</returns>
    public static string? Problem(SizeRule rule, int width, int height)
    {
        if (width < 1 || height < 1)
            return "width and height are at least 1 pixel";
        var (least, most) = (Math.Min(width, height), Math.Max(width, height));
        if (least < rule.MinSide || most > rule.MaxSide)
            return Text($"{width}x{height} has a side of {(least < rule.MinSide ? least : most)} pixels; this model takes {rule.MinSide ?? 1} to {rule.MaxSide}");
        var pixels = (long)width * height;
        if (pixels < rule.MinPixels || pixels > rule.MaxPixels)
            return Text($"{width}x{height} has {pixels} pixels; this model takes {rule.MinPixels} to {rule.MaxPixels}");
        var ratio = (double)width / height;
        if (ratio < rule.MinRatio || ratio > rule.MaxRatio)
            return Text($"{width}x{height} has the ratio {ratio:0.###}; this model takes {rule.MinRatio:0.###} to {rule.MaxRatio:0.###}");
        return null;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
