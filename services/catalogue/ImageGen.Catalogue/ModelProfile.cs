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

    /// <summary>False hides it: no new job may name it, and jobs that did go on.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Used by requests that name no model; at most one has it.</summary>
    public bool Default { get; init; }

    /// <summary>Its place in lists, the lowest first; equal ones by their id.</summary>
    public int Order { get; init; } = 1000;

    /// <summary>What it can do, the most usual first.</summary>
    public required IReadOnlyList<ModelMode> Modes { get; init; }

    public required ProviderBinding Provider { get; init; }

    public required PromptRule Prompt { get; init; }

    /// <summary>Absent where the picture's size follows from the input picture.</summary>
    public SizeRule? Size { get; init; }

    public required CountRule Count { get; init; }

    /// <summary>Absent where the model takes no pictures.</summary>
    public ReferenceRule? References { get; init; }

    /// <summary>Absent where the model takes none.</summary>
    public MaskRule? Mask { get; init; }

    /// <summary>
    /// Those of <see cref="ParameterNames.TopLevel"/> that the model takes, by their name in a request. What is not here is refused,
    /// never dropped.
    /// </summary>
    public IReadOnlyDictionary<string, ParameterRule> Parameters { get; init; } = new Dictionary<string, ParameterRule>();

    /// <summary>What only some models take, by its name in a request's <c>options</c>.</summary>
    public IReadOnlyDictionary<string, ParameterRule> Options { get; init; } = new Dictionary<string, ParameterRule>();

    public required PriceRule Price { get; init; }

    /// <summary>What an account may do with this model before its owner buys more.</summary>
    public LimitRule? Limits { get; init; }

    /// <summary>What a picture usually takes, for progress bars and poll intervals, in seconds.</summary>
    public required double TypicalSeconds { get; init; }

    /// <summary>What the slowest call seen takes, in seconds: for how long a synchronous call is waited for.</summary>
    public double MaxSeconds { get; init; } = 600;

    /// <returns>The rule of a parameter, wherever in a request it is given; null where the model does not take it.</returns>
    public ParameterRule? Rule(string name) => Parameters.GetValueOrDefault(name) ?? Options.GetValueOrDefault(name);
}
