using ImageGen.Catalogue;
using ImageGen.Contracts;

namespace ImageGen.Jobs.Inputs;

/// <summary>
/// What a model accepts of an input picture in our store, whose measures we know. Only its sides and its shape are checked: the worker
/// converts another format and makes what is too large smaller. A link is left to the provider to check.
/// </summary>
internal static class InputRules
{
    /// <summary>How far the shape of a mask may be from its picture's: both are rounded to pixels.</summary>
    private const double ShapeTolerance = 0.01;

    /// <returns>What is wrong with a reference, or null.</returns>
    public static string? Problem(ModelProfile model, InputImage picture)
    {
        if (model.References is not { } rule || picture is not { Width: { } width, Height: { } height })
            return null;
        var ratio = (double)width / height;
        return (width < rule.MinSide || height < rule.MinSide ? Text($"The picture has {width} × {height} pixels; {model.Id} takes sides of {rule.MinSide} or more.") : null)
            ?? (ratio < rule.MinRatio ? Text($"The picture's width / height is {ratio:0.##}; {model.Id} takes {rule.MinRatio:0.##} or more.") : null)
            ?? (ratio > rule.MaxRatio ? Text($"The picture's width / height is {ratio:0.##}; {model.Id} takes at most {rule.MaxRatio:0.##}.") : null);
    }

    /// <param name="original">The picture it belongs to; null where that was not found.</param>
    /// <returns>What is wrong with a mask, or null.</returns>
    public static string? MaskProblem(ModelProfile model, InputImage mask, InputImage? original)
    {
        if (model.Mask is null || original is not { Width: { } width, Height: { } height } || mask is not { Width: { } maskWidth, Height: { } maskHeight })
            return null;
        var difference = ((double)maskWidth / maskHeight * height / width) - 1;
        return Math.Abs(difference) > ShapeTolerance
            ? Text($"The mask has {maskWidth} × {maskHeight} pixels and the reference {width} × {height}; they must have the same shape.")
            : null;
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
