using System.Text.Json;

namespace ImageGen.Volcengine.Simulator.Visual;

/// <summary>A submit's body, read and found good.</summary>
internal sealed record ImageOrder(string ReqKey, string Prompt, int Width, int Height, long? Seed, int Images)
{
    /// <summary>Where the caller wants to hear of the end.</summary>
    public Uri? Callback { get; private init; }

    // The provider's model decides how many pictures it makes unless force_single is set, and bills each.
    private const int ImagesWhenNotSingle = 2;

    /// <exception cref="EnvelopeException">The body is refused.</exception>
    public static ImageOrder Parse(ReadOnlyMemory<byte> body)
    {
        var fields = JsonFields.Parse(body, "The body");
        var reqKey = fields.RequiredText("req_key");
        var model = ImageModel.Find(reqKey)
            ?? throw new EnvelopeException(BusinessCode.InvalidArgument, $"Invalid parameter: req_key {reqKey} is not known");
        fields.Only(model.Fields);

        var prompt = fields.RequiredText("prompt");
        if (prompt.EnumerateRunes().Count() > ImageModel.MaxPromptLength)
            throw new EnvelopeException(
                BusinessCode.InvalidArgument, $"Invalid parameter: prompt is over {ImageModel.MaxPromptLength} characters");
        CheckImageUrls(fields, model);
        fields.Number("scale", 0, 1);
        fields.Flag("use_pre_llm");

        var (width, height) = Size(fields, model);
        var seed = fields.Whole("seed", -1, int.MaxValue);
        var single = !model.Fields.Contains("force_single") || fields.Flag("force_single") == true;
        return new ImageOrder(reqKey, prompt, width, height, seed is -1 ? null : seed, single ? 1 : ImagesWhenNotSingle)
        {
            Callback = ReadCallback(fields),
        };
    }

    private static Uri? ReadCallback(JsonFields fields) => fields.Text("callback_url") switch
    {
        null or "" => null,
        var text when Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" => url,
        _ => throw new EnvelopeException(BusinessCode.InvalidArgument, "Invalid parameter: callback_url must be an http or https address"),
    };

    private static (int Width, int Height) Size(JsonFields fields, ImageModel model)
    {
        var minRatio = fields.Number("min_ratio", 1 / 16d, 16) ?? 1 / 3d;
        var maxRatio = fields.Number("max_ratio", 1 / 16d, 16) ?? 3;
        if (minRatio > maxRatio)
            throw new EnvelopeException(BusinessCode.InvalidArgument, "Invalid parameter: min_ratio is over max_ratio");
        var area = fields.Whole("size", model.MinArea, model.MaxArea) ?? model.DefaultArea;
        var width = fields.Whole("width", 1, 16384);
        var height = fields.Whole("height", 1, 16384);
        if (width is null && height is null)
            return ((int)Math.Sqrt(area), (int)Math.Sqrt(area));
        if (width is not { } w || height is not { } h)
            throw new EnvelopeException(BusinessCode.InvalidArgument, "Invalid parameter: width and height go together");
        if (w * h < model.MinArea || w * h > model.MaxArea)
            throw new EnvelopeException(
                BusinessCode.InvalidArgument, $"Invalid parameter: width x height must be from {model.MinArea} to {model.MaxArea} pixels");
        if ((double)w / h < minRatio - 1e-9 || (double)w / h > maxRatio + 1e-9)
            throw new EnvelopeException(
                BusinessCode.InvalidArgument, "Invalid parameter: width / height is outside min_ratio to max_ratio");
        return ((int)w, (int)h);
    }

    private static void CheckImageUrls(JsonFields fields, ImageModel model)
    {
        if (fields.Find("image_urls") is not { } urls)
            return;
        if (urls.ValueKind != JsonValueKind.Array || urls.GetArrayLength() > model.MaxImageUrls)
            throw new EnvelopeException(
                BusinessCode.InvalidArgument, $"Invalid parameter: image_urls takes up to {model.MaxImageUrls} addresses");
        foreach (var url in urls.EnumerateArray())
        {
            if (url.ValueKind != JsonValueKind.String
                || !Uri.TryCreate(url.GetString(), UriKind.Absolute, out var address)
                || address.Scheme is not ("http" or "https"))
                throw new EnvelopeException(
                    BusinessCode.InvalidArgument, "Invalid parameter: image_urls must hold http or https addresses");
        }
    }
}
