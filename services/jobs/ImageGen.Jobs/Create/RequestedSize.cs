using System.Globalization;
using System.Text.RegularExpressions;
using ImageGen.Catalogue;
using ImageGen.Jobs.Inputs;

namespace ImageGen.Jobs.Create;

/// <summary>Pixels or a tier; neither where the size follows the input picture.</summary>
internal sealed partial record RequestedSize(PictureSize? Pixels, string? Tier = null)
{
    public static RequestedSize Of(string? text, ModelProfile model, RequestErrors errors)
    {
        if (text is null)
            return new RequestedSize(model.Size?.Default);
        if (model.Size is not { } rule)
        {
            errors.Add("/size", $"{model.Id} does not take size: it follows the input picture.", RequestErrors.NotSupported);
            return new RequestedSize(Pixels: null);
        }
        if (rule.Tiers.Contains(text))
            return new RequestedSize(Pixels: null, text);
        if (SizeForm().Match(text) is not { Success: true } match)
        {
            var tiers = rule.Tiers.Count == 0 ? "" : $", or one of {string.Join(", ", rule.Tiers)}";
            errors.Add("/size", $"'{RequestErrors.Shortened(text)}' is no size: write width and height in pixels, such as 2048x2048{tiers}.");
            return new RequestedSize(Pixels: null);
        }
        var size = new PictureSize(int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture));
        if (SizeRules.Problem(rule, size.Width, size.Height) is { } problem)
            errors.Add("/size", problem + ".");
        return new RequestedSize(size);
    }

    [GeneratedRegex("^([0-9]{1,6})x([0-9]{1,6})$")]
    private static partial Regex SizeForm();
}
