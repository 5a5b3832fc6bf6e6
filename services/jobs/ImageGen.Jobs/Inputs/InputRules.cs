using ImageGen.Catalogue;
using ImageGen.Contracts;

namespace ImageGen.Jobs;

/// <summary>What a model takes of a picture that we have measured. A link is left to the provider.</summary>
internal static class InputRules
{
    /// <returns>What is wrong with a reference, or null.</returns>
    public static string? Problem(ModelProfile model, InputImage picture)
    {
        if (model.References is not { } rule || picture is not { Width: { } width, Height: { } height })
            return null;
        var ratio = (double)width / height;
        return FileProblem(model, picture, rule.Formats, rule.MaxBytes)
            ?? (width < rule.MinSide || height < rule.MinSide ? Text($"The picture has {width} × {height} pixels; {model.Id} takes sides of {rule.MinSide} or more.") : null)
            ?? ((long)width * height > rule.MaxPixels ? Text($"The picture has {width} × {height} pixels; {model.Id} takes at most {rule.MaxPixels} in all.") : null)
            ?? (ratio < rule.MinRatio ? Text($"The picture's width / height is {ratio:0.##}; {model.Id} takes {rule.MinRatio:0.##} or more.") : null)
            ?? (ratio > rule.MaxRatio ? Text($"The picture's width / height is {ratio:0.##}; {model.Id} takes at most {rule.MaxRatio:0.##}.") : null);
    }

    /// <param name="original">The picture it belongs to; null where that was not found.</param>
    /// <returns>What is wrong with a mask, or null.</returns>
    public static string? MaskProblem(ModelProfile model, InputImage mask, InputImage? original)
    {
        if (model.Mask is not { } rule)
            return null;
        if (original is { Width: { } width, Height: { } height } && (mask.Width, mask.Height) != (width, height))
            return Text($"The mask has {mask.Width} × {mask.Height} pixels and the reference {width} × {height}; they must be equally large.");
        return FileProblem(model, mask, rule.Formats, rule.MaxBytes);
    }

    private static string? FileProblem(ModelProfile model, InputImage picture, IReadOnlyList<string> formats, long maxBytes)
    {
        if (!formats.Any(format => picture.ContentType == "image/" + format))
            return $"The picture is {picture.ContentType}; {model.Id} takes {string.Join(", ", formats)}.";
        return picture.Bytes > maxBytes ? Text($"The picture has {picture.Bytes} bytes; {model.Id} takes at most {maxBytes}.") : null;
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
