namespace ImageGen.Volcengine.Simulator.Visual;

/// <summary>Which sizes one <c>req_key</c> takes, in pixels.</summary>
/// <param name="DefaultArea">What it makes when nothing is asked for; null: as large as the picture given.</param>
/// <param name="ByArea">Whether <c>size</c> and the limits of the ratio may be given too.</param>
internal sealed record SizeRule(
    long MinArea, long MaxArea, long? DefaultArea, int MinSide = 1, int MaxSide = 16384, double MinRatio = 1 / 3d, double MaxRatio = 3, bool ByArea = false)
{
    private const double Rounding = 1e-9;

    public string[] Fields => ByArea ? ["width", "height", "size", "min_ratio", "max_ratio"] : ["width", "height"];

    /// <returns>Null where nothing says it.</returns>
    /// <exception cref="EnvelopeException">The size is refused.</exception>
    public (int Width, int Height)? Read(JsonFields fields)
    {
        var minRatio = fields.Number("min_ratio", 1 / 16d, 16) ?? MinRatio;
        var maxRatio = fields.Number("max_ratio", 1 / 16d, 16) ?? MaxRatio;
        if (minRatio > maxRatio)
            throw Invalid("min_ratio is over max_ratio");
        var area = fields.Whole("size", MinArea, MaxArea) ?? DefaultArea;
        var width = fields.Whole("width", MinSide, MaxSide);
        var height = fields.Whole("height", MinSide, MaxSide);
        if (width is null && height is null)
            return area is { } pixels ? ((int)Math.Sqrt(pixels), (int)Math.Sqrt(pixels)) : null;
        if (width is not { } w || height is not { } h)
            throw Invalid("width and height go together");
        if (w * h < MinArea || w * h > MaxArea)
            throw Invalid($"width x height must be from {MinArea} to {MaxArea} pixels");
        if ((double)w / h < minRatio - Rounding || (double)w / h > maxRatio + Rounding)
            throw Invalid("width / height is outside min_ratio to max_ratio");
        return ((int)w, (int)h);
    }

    private static EnvelopeException Invalid(string what) => new(BusinessCode.InvalidArgument, "Invalid parameter: " + what);
}
