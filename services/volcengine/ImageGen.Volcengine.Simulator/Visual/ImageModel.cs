namespace ImageGen.Volcengine.Simulator.Visual;

/// <summary>What one <c>req_key</c> takes, and what it makes.</summary>
/// <param name="ReqKey">The key.</param>
internal sealed record ImageModel(string ReqKey)
{
    /// <summary>In characters; 0 where there is no prompt.</summary>
    public int MaxPromptLength { get; init; } = 800;

    public bool PromptRequired { get; init; } = true;

    /// <summary>Null where the result's size follows from the input picture and nothing else.</summary>
    public SizeRule? Size { get; init; }

    /// <summary>Null where it takes no pictures.</summary>
    public InputRule? Inputs { get; init; }

    public ResultForm Form { get; init; }

    /// <summary>Its other fields.</summary>
    public IReadOnlyList<FieldRule> Others { get; init; } = [];

    /// <summary>Whether it tells its callers when a task has ended.</summary>
    public bool CallsBack { get; init; }

    /// <summary>How much the result is enlarged where <c>use_sr</c> is not switched off.</summary>
    public int Enlarges { get; init; } = 1;

    /// <summary>Every field of a body; another is refused.</summary>
    public IReadOnlySet<string> Fields => new HashSet<string>(
    [
        "req_key",
        .. MaxPromptLength > 0 ? ["prompt"] : Array.Empty<string>(),
        .. Size?.Fields ?? [],
        .. Inputs?.Fields ?? [],
        .. Others.Select(other => other.Name),
        .. CallsBack ? [ImageModels.CallbackUrl, .. ImageModels.WithCallback] : Array.Empty<string>(),
    ]);

    /// <summary>Whether it decides itself how many pictures it makes, unless it is told not to.</summary>
    public bool MakesSeveral => Others.Any(other => other.Name == ImageModels.ForceSingle);
}

/// <summary>How the result follows from the input pictures.</summary>
internal enum ResultForm
{
    /// <summary>A new scene; pictures given are shown in it.</summary>
    Scene,

    /// <summary>The picture given, changed.</summary>
    Redrawn,

    /// <summary>The picture given, with a new scene where the mask is white.</summary>
    Repainted,

    /// <summary>The picture given, with a new scene around it.</summary>
    Extended,

    /// <summary>The picture given, larger.</summary>
    Enlarged,
}
