namespace ImageGen.Catalogue;

/// <summary>One model as data: what it is called, what it takes, what it costs and how the provider is asked for it.</summary>
public sealed record ModelProfile
{
    /// <summary>Ours and stable, such as <c>jimeng-t2i-4.0</c>.</summary>
    public required string Id { get; init; }

    public required LocalizedText Name { get; init; }

    public required LocalizedText Description { get; init; }

    /// <summary>When these facts were last checked against the provider's documents.</summary>
    public required DateOnly CheckedOn { get; init; }

    public required ProviderBinding Provider { get; init; }

    public required PromptRule Prompt { get; init; }

    public required SizeRule Size { get; init; }

    public required CountRule Count { get; init; }

    /// <summary>The optional parameters this model takes, by their name in the API (<c>guidance_scale</c>, <c>seed</c> …). What is not here is refused, never dropped.</summary>
    public IReadOnlyDictionary<string, ParameterRule> Parameters { get; init; } = new Dictionary<string, ParameterRule>();

    public required PriceRule Price { get; init; }

    /// <summary>What a picture usually takes, for progress bars and poll intervals, in seconds.</summary>
    public required double TypicalSeconds { get; init; }
}

/// <summary>The same text for both languages of the web app.</summary>
public sealed record LocalizedText(string Zh, string En);

/// <param name="Api">Which of the provider's APIs: <c>visual</c>.</param>
/// <param name="Key">The provider's own name of the model: the <c>req_key</c> of the Visual API.</param>
public sealed record ProviderBinding(string Api, string Key);

/// <param name="MaxLength">In characters (Unicode scalar values).</param>
public sealed record PromptRule(int MaxLength);

/// <param name="MinPixels">Least width × height.</param>
/// <param name="MaxPixels">Greatest width × height.</param>
/// <param name="MinRatio">Least width / height.</param>
/// <param name="MaxRatio">Greatest width / height.</param>
/// <param name="Default">What is sent when a request names no size.</param>
/// <param name="Recommended">Offered in the form, best first.</param>
public sealed record SizeRule(
    long MinPixels, long MaxPixels, double MinRatio, double MaxRatio, PictureSize Default, IReadOnlyList<RecommendedSize> Recommended);

/// <summary>Pixels.</summary>
public sealed record PictureSize(int Width, int Height);

/// <param name="Tier">Such as <c>2K</c>.</param>
/// <param name="Ratio">Such as <c>3:2</c>.</param>
public sealed record RecommendedSize(string Tier, string Ratio, int Width, int Height);

/// <summary>Pictures of one job.</summary>
public sealed record CountRule(int Max, int Default);

/// <summary>The type and range of one optional parameter.</summary>
public sealed record ParameterRule
{
    /// <summary><c>integer</c>, <c>number</c> or <c>text</c>.</summary>
    public required string Type { get; init; }

    public double? Min { get; init; }

    public double? Max { get; init; }

    /// <summary>What the provider uses when nothing is sent, where it says so.</summary>
    public double? Default { get; init; }

    public required LocalizedText Name { get; init; }
}

/// <param name="PerPicture">In <paramref name="Currency"/>.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Source">Where the figure comes from; a price is never certain until the bill.</param>
public sealed record PriceRule(decimal PerPicture, string Currency, string Source);
