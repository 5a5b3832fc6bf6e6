using ImageGen.Volcengine.Simulator.Visual;

namespace ImageGen.Volcengine.Simulator.Inputs;

/// <summary>How large the result of an order is, in pixels.</summary>
internal static class ResultSize
{
    // Its bitmap takes four bytes a pixel, and a demo shares its machine.
    private const double MostPixels = 8192 * 4096;

    // Where a picture is redrawn and no size is asked for.
    private const double MostRedrawn = 1536;

    public static (int Width, int Height) Of(ImageOrder order, IReadOnlyList<InputPicture> inputs)
    {
        if (order.Size is { } asked)
            return (asked.Width * order.Enlarged, asked.Height * order.Enlarged);
        var (width, height) = ((double)inputs[0].Width, (double)inputs[0].Height);
        var longer = Math.Max(width, height);
        return order.Model.Form switch
        {
            ResultForm.Redrawn => Scaled(width, height, Math.Min(1, MostRedrawn / longer)),
            ResultForm.Enlarged => Scaled(width, height, order.LongSide / longer),
            ResultForm.Extended when inputs.Count == 1 => Scaled(
                width * (1 + order.Margins.Left + order.Margins.Right), height * (1 + order.Margins.Top + order.Margins.Bottom), 1),
            _ => Scaled(width, height, 1),
        };
    }

    private static (int Width, int Height) Scaled(double width, double height, double factor)
    {
        factor *= Math.Min(1, Math.Sqrt(MostPixels / (width * height * factor * factor)));
        return (Math.Max(1, (int)Math.Round(width * factor)), Math.Max(1, (int)Math.Round(height * factor)));
    }
}
