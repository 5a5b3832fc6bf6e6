using System.Text.Json;
using ImageGen.Volcengine.Simulator.Renditions;

namespace ImageGen.Volcengine.Simulator.Ark;

/// <summary>A request's body, read and found good.</summary>
/// <param name="Pictures">How many are asked for.</param>
/// <param name="Stream">Each is told of as soon as it is there.</param>
/// <param name="Links">Addresses in the answer, not the bytes.</param>
/// <param name="Searches">The model may look things up.</param>
internal sealed record ArkOrder(
    ArkModel Model, string Prompt, int Width, int Height, int Pictures, bool Stream, bool Links, bool Searches, Rendition Rendition)
{
    private static readonly HashSet<string> GroupFields = ["max_images"];
    private static readonly HashSet<string> OptimizeFields = ["mode"];
    private static readonly HashSet<string> ToolFields = ["type"];

    /// <exception cref="ArkException">The body is refused.</exception>
    public static ArkOrder Parse(ReadOnlyMemory<byte> body) => ArkFields.Parse(body, Read);

    private static ArkOrder Read(ArkFields fields)
    {
        var model = ArkModel.Find(fields.RequiredText("model"));
        fields.Only(model.Fields, model.Id);
        var prompt = fields.RequiredText("prompt");
        var references = ArkReferences.Check(fields, model);
        var (width, height) = ArkSize.Of(fields.Text("size"), model);
        CheckOptimizer(fields, model);
        var rendition = new Rendition
        {
            Label = fields.Flag("watermark") ?? true ? new VisibleLabel() : null,
            Format = fields.Word("output_format", "jpeg", "png") == "png" ? PictureFormat.Png : PictureFormat.Jpeg,
        };
        return new ArkOrder(
            model, prompt, width, height, Group(fields, model, references), fields.Flag("stream") ?? false,
            fields.Word("response_format", "url", "b64_json") != "b64_json", Tools(fields, model), rendition);
    }

    private static int Group(ArkFields fields, ArkModel model, int references)
    {
        var options = fields.Object("sequential_image_generation_options");
        options?.Only(GroupFields, model.Id);
        var most = options?.Whole("max_images", 1, ArkModel.MaxTogether);
        if (fields.Word("sequential_image_generation", "auto", "disabled") != "auto")
            return 1;
        return most + references > ArkModel.MaxTogether
            ? throw new ArkException(ArkError.Invalid(
                "sequential_image_generation_options.max_images", $"input and output images are at most {ArkModel.MaxTogether} together"))
            : most ?? ArkModel.MaxTogether - references;
    }

    private static void CheckOptimizer(ArkFields fields, ArkModel model)
    {
        if (fields.Object("optimize_prompt_options") is not { } options)
            return;
        options.Only(OptimizeFields, model.Id);
        if (options.Word("mode", "standard", "fast") == "fast" && !model.Fast)
            throw new ArkException(ArkError.Unsupported("optimize_prompt_options.mode", model.Id));
    }

    private static bool Tools(ArkFields fields, ArkModel model)
    {
        if (fields.Find("tools") is not { } tools)
            return false;
        if (tools.ValueKind != JsonValueKind.Array)
            throw new ArkException(ArkError.Invalid("tools", "an array is expected"));
        foreach (var tool in tools.EnumerateArray())
        {
            if (tool.ValueKind != JsonValueKind.Object)
                throw new ArkException(ArkError.Invalid("tools", "an array of objects is expected"));
            var tellsType = new ArkFields(tool, "tools.");
            tellsType.Only(ToolFields, model.Id);
            _ = tellsType.Word("type", "web_search") ?? throw new ArkException(ArkError.Missing("tools.type"));
        }

        return tools.GetArrayLength() > 0;
    }
}
