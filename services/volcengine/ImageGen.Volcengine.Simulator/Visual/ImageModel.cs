namespace ImageGen.Volcengine.Simulator.Visual;

/// <summary>What one <c>req_key</c> takes.</summary>
/// <param name="ReqKey">The key.</param>
/// <param name="Fields">Every field of a body; another is refused.</param>
/// <param name="MinArea">The fewest pixels.</param>
/// <param name="MaxArea">The most pixels.</param>
/// <param name="DefaultArea">The pixels when nothing is asked for.</param>
/// <param name="MaxImageUrls">How many reference pictures.</param>
internal sealed record ImageModel(
    string ReqKey, IReadOnlySet<string> Fields, long MinArea, long MaxArea, long DefaultArea, int MaxImageUrls)
{
    public const int MaxPromptLength = 800;

    private static readonly ImageModel[] All =
    [
        new("jimeng_t2i_v40", Set("image_urls", "size", "scale", "force_single", "min_ratio", "max_ratio", "callback_url", "return_url", "logo_info", "aigc_meta"),
            1024 * 1024, 4096 * 4096, 2048 * 2048, 10),
        new("jimeng_t2i_v31", Set("seed", "use_pre_llm"), 512 * 512, 2048 * 2048, 1328 * 1328, 0),
        new("jimeng_t2i_v30", Set("seed", "use_pre_llm"), 512 * 512, 2048 * 2048, 1328 * 1328, 0),
    ];

    public static ImageModel? Find(string reqKey) => Array.Find(All, model => model.ReqKey == reqKey);

    private static HashSet<string> Set(params string[] own) => ["req_key", "prompt", "width", "height", .. own];
}
