using ImageGen.Volcengine.Simulator.Inputs;

namespace ImageGen.Volcengine.Simulator.Visual;

/// <summary>A submit's body, read and found good as far as it goes without its pictures.</summary>
/// <param name="Size">Null where it follows from the pictures.</param>
/// <param name="Enlarged">How much larger than <paramref name="Size"/> the result is.</param>
internal sealed record ImageOrder(ImageModel Model, string Prompt, (int Width, int Height)? Size, int Enlarged, long? Seed, int Images)
{
    // The provider's model decides how many pictures it makes unless force_single is set, and bills each.
    private const int ImagesWhenNotSingle = 2;

    // Of a job's pictures, those given and those made together.
    private const int MostPictures = 15;

    /// <summary>Where the caller wants to hear of the end.</summary>
    public Uri? Callback { get; init; }

    public IReadOnlyList<InputSource> Sources { get; init; } = [];

    /// <summary>By how much of its own size the picture is extended to each side.</summary>
    public Margins Margins { get; init; } = Margins.None;

    /// <summary>How long the longer side becomes, where the picture is enlarged.</summary>
    public int LongSide { get; init; }

    /// <exception cref="EnvelopeException">The body is refused.</exception>
    public static ImageOrder Parse(ReadOnlyMemory<byte> body)
    {
        var fields = JsonFields.Parse(body, "The body");
        var reqKey = fields.RequiredText("req_key");
        var model = ImageModels.Find(reqKey)
            ?? throw new EnvelopeException(BusinessCode.InvalidArgument, $"Invalid parameter: req_key {reqKey} is not known");
        fields.Only(model.Fields);
        var prompt = PromptOf(fields, model);
        foreach (var field in model.Others)
            field.Check(fields);
        var sources = model.Inputs?.Read(fields) ?? [];
        var several = model.MakesSeveral && fields.Flag(ImageModels.ForceSingle) != true;
        var seed = fields.Whole("seed", -1, int.MaxValue);
        return new ImageOrder(
            model, prompt, model.Size?.Read(fields), fields.Flag(ImageModels.UseSuperResolution) == false ? 1 : model.Enlarges,
            seed is -1 ? null : seed, several ? Math.Clamp(MostPictures - sources.Count, 1, ImagesWhenNotSingle) : 1)
        {
            Sources = sources,
            Margins = MarginsOf(fields),
            LongSide = fields.Text(ImageModels.Resolution) == "8k" ? 8192 : 4096,
            Callback = CallbackOf(fields),
        };
    }

    private static Uri? CallbackOf(JsonFields fields) => fields.Text(ImageModels.CallbackUrl) switch
    {
        null or "" when ImageModels.WithCallback.FirstOrDefault(name => fields.Find(name) is not null) is { } stray =>
            throw new EnvelopeException(BusinessCode.InvalidArgument, $"Invalid parameter: {stray} needs a callback_url"),
        null or "" => null,
        var text when Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" => url,
        _ => throw new EnvelopeException(BusinessCode.InvalidArgument, "Invalid parameter: callback_url must be an http or https address"),
    };

    private static string PromptOf(JsonFields fields, ImageModel model)
    {
        var prompt = model.PromptRequired ? fields.RequiredText("prompt") : fields.Text("prompt") ?? "";
        return prompt.EnumerateRunes().Count() <= model.MaxPromptLength
            ? prompt
            : throw new EnvelopeException(BusinessCode.InvalidArgument, $"Invalid parameter: prompt is over {model.MaxPromptLength} characters");
    }

    private static Margins MarginsOf(JsonFields fields)
    {
        var shares = ImageModels.Sides.Select(side => fields.Number(side, 0, 1) ?? 0).ToArray();
        return new Margins(shares[0], shares[1], shares[2], shares[3]);
    }
}
