namespace ImageGen.Volcengine.Simulator.Visual;

/// <summary>The <c>req_key</c>s that the simulator knows, as the provider's documents describe them.</summary>
internal static class ImageModels
{
    public const string ForceSingle = "force_single";
    public const string UseSuperResolution = "use_sr";
    public const string Resolution = "resolution";
    public const string CallbackUrl = "callback_url";

    /// <summary>How the result is to be called back with: taken only with <see cref="CallbackUrl"/>.</summary>
    public static readonly IReadOnlyList<string> WithCallback = ["return_url", "logo_info", "aigc_meta"];

    /// <summary>The sides to which a picture can be extended, each by a share of its own size.</summary>
    public static readonly IReadOnlyList<string> Sides = ["top", "bottom", "left", "right"];

    private const long Square1K = 1024 * 1024;
    private const long Square4K = 4096 * 4096;

    private static readonly FieldRule Seed = FieldRule.Whole("seed", -1, int.MaxValue);
    private static readonly FieldRule Expansion = FieldRule.Flag("use_pre_llm");
    private static readonly FieldRule Scale01 = FieldRule.Number("scale", 0, 1);

    private static readonly SizeRule Free = new(Square1K, Square4K, 2048 * 2048, ByArea: true);
    private static readonly SizeRule Older = new(512 * 512, 2048 * 2048, 1328 * 1328);

    private static readonly ImageModel[] All =
    [
        new("jimeng_t2i_v40") { Size = Free, Inputs = InputRule.References(10), Others = [Scale01, FieldRule.Flag(ForceSingle)], CallsBack = true },
        new("jimeng_seedream46_cvtob")
        {
            Size = Free,
            Inputs = InputRule.References(14),
            Others = [FieldRule.Whole("scale", 1, 100), FieldRule.Flag(ForceSingle)],
        },
        new("jimeng_t2i_v31") { Size = Older, Others = [Seed, Expansion] },
        new("jimeng_t2i_v30") { Size = Older, Others = [Seed, Expansion] },
        new("high_aes_general_v30l_zt2i")
        {
            Size = Older with { MinSide = 512, MaxSide = 2048, MinRatio = 1 / 4d, MaxRatio = 4 },
            Others = [Seed, Expansion, FieldRule.Number("scale", 1, 10)],
        },
        new("high_aes_general_v21_L")
        {
            Size = new(256 * 256, 768 * 768, 512 * 512, MinSide: 256, MaxSide: 768),
            Enlarges = 2,
            Others =
            [
                Seed, Expansion, FieldRule.Number("scale", 1, 20), FieldRule.Whole("ddim_steps", 1, 200), FieldRule.Whole("llm_seed", -1, int.MaxValue),
                FieldRule.Text("model_version"), FieldRule.Text("req_schedule_conf"), FieldRule.Flag(UseSuperResolution),
            ],
        },
        new("jimeng_i2i_v30")
        {
            Size = new(512 * 512, 1536 * 1536, DefaultArea: null, MinSide: 512, MaxSide: 1536),
            Inputs = InputRule.One(),
            Form = ResultForm.Redrawn,
            Others = [Seed, Scale01],
        },
        new("seededit_v3.0") { Inputs = InputRule.One(), Form = ResultForm.Redrawn, Others = [Seed, Scale01] },
        new("jimeng_image2image_dream_inpaint")
        {
            MaxPromptLength = 120,
            Inputs = InputRule.One() with { Min = 2, Max = 2, Masked = true },
            Form = ResultForm.Repainted,
            Others = [Seed],
        },
        new("jimeng_img2img_seed3_painting_edit")
        {
            PromptRequired = false,
            Inputs = InputRule.One() with { Max = 2, Masked = true },
            Form = ResultForm.Extended,
            Others = [Seed, Scale01, .. Sides.Select(side => FieldRule.Number(side, 0, 1))],
        },
        new("jimeng_i2i_seed3_tilesr_cvtob")
        {
            MaxPromptLength = 0,
            PromptRequired = false,
            Inputs = InputRule.One(),
            Form = ResultForm.Enlarged,
            Others = [FieldRule.Whole("scale", 0, 100), FieldRule.OneOf(Resolution, "4k", "8k")],
        },
    ];

    public static ImageModel? Find(string reqKey) => Array.Find(All, model => model.ReqKey == reqKey);
}
