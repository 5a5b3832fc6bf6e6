namespace ImageGen.Catalogue;

/// <summary>Which sizes a model makes.</summary>
/// <param name="MinPixels">Least width × height.</param>
/// <param name="MaxPixels">Greatest width × height.</param>
/// <param name="MinRatio">Least width / height.</param>
/// <param name="MaxRatio">Greatest width / height.</param>
/// <param name="Recommended">Offered in the form, best first.</param>
/// <param name="Default">What is sent when a request names no size; null where nothing is, so that the size follows the input picture.</param>
/// <param name="MinSide">Least width and height, pixels.</param>
/// <param name="MaxSide">Greatest width and height, pixels.</param>
public sealed record SizeRule(
    long MinPixels, long MaxPixels, double MinRatio, double MaxRatio, IReadOnlyList<RecommendedSize> Recommended, PictureSize? Default = null,
    int? MinSide = null, int? MaxSide = null)
{
    /// <summary>
    /// What a request may say instead of pixels, such as <c>2K</c>: the model then chooses the shape by the prompt. None where it
    /// needs pixels.
    /// </summary>
    public IReadOnlyList<string> Tiers { get; init; } = [];
}

/// <summary>Pixels.</summary>
public sealed record PictureSize(int Width, int Height);

/// <param name="Tier">Such as <c>2K</c>.</param>
/// <param name="Ratio">Such as <c>3:2</c>.</param>
public sealed record RecommendedSize(string Tier, string Ratio, int Width, int Height);
