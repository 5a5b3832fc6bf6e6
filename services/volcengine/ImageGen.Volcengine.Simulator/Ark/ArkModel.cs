namespace ImageGen.Volcengine.Simulator.Ark;

/// <summary>What one model takes, as far as public documents say.</summary>
/// <param name="Id">The model's id.</param>
/// <param name="Tiers">The sizes that have a name.</param>
/// <param name="MinPixels">The fewest pixels of a size in pixels.</param>
/// <param name="MaxPixels">The most.</param>
/// <param name="MaxReferences">How many input pictures.</param>
internal sealed record ArkModel(string Id, IReadOnlyList<string> Tiers, long MinPixels, long MaxPixels, int MaxReferences)
{
    /// <summary>References and pictures of a group together.</summary>
    public const int MaxTogether = 15;

    private static readonly string[] Common =
        ["model", "prompt", "image", "size", "response_format", "watermark", "optimize_prompt_options"];

    private static readonly string[] OfGroups = ["sequential_image_generation", "sequential_image_generation_options", "stream"];

    private static readonly ArkModel[] All =
    [
        new("doubao-seedream-4-0-250828", ["1K", "2K", "4K"], 921_600, 16_777_216, 14) { Groups = true, Fast = true },
        new("doubao-seedream-4-5-251128", ["2K", "4K"], 3_686_400, 16_777_216, 14) { Groups = true },
        new("doubao-seedream-5-0-260128", ["2K", "3K", "4K"], 3_686_400, 16_777_216, 14)
        {
            Alias = "doubao-seedream-5-0-lite-260128", Groups = true, WebSearch = true, Formats = true,
        },
        new("doubao-seedream-5-0-pro-260628", ["1K", "1.5K", "2K"], 921_600, 4_624_220, 10) { Formats = true, Fast = true },
        new("doubao-seedream-5-0-flash-260915", ["1K", "1.5K", "2K"], 921_600, 4_624_220, 10) { Formats = true },
    ];

    /// <summary>Another name for it.</summary>
    public string? Alias { get; private init; }

    /// <summary>Makes several pictures by one call, and streams them. Other models refuse the fields of it, whatever is in them.</summary>
    public bool Groups { get; private init; }

    public bool WebSearch { get; private init; }

    /// <summary>Makes PNG where it is asked to; others always make JPEG and refuse the field.</summary>
    public bool Formats { get; private init; }

    /// <summary>Can improve a prompt quickly.</summary>
    public bool Fast { get; private init; }

    /// <summary>Every field of a body; another is refused.</summary>
    public IReadOnlySet<string> Fields => new HashSet<string>(
        [.. Common, .. Groups ? OfGroups : [], .. WebSearch ? ["tools"] : Array.Empty<string>(), .. Formats ? ["output_format"] : Array.Empty<string>()]);

    /// <exception cref="ArkException">There is none of that name.</exception>
    public static ArkModel Find(string name) =>
        Array.Find(All, model => model.Id == name || model.Alias == name) ?? throw new ArkException(ArkError.UnknownModel(name));
}
