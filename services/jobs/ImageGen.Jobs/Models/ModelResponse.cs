using System.ComponentModel;
using ImageGen.Catalogue;

namespace ImageGen.Jobs.Models;

[Description("What a model is and takes. A parameter that is not listed is refused.")]
internal sealed record ModelResponse
{
    public required string Id { get; init; }

    public required LocalizedText Name { get; init; }

    public required LocalizedText Description { get; init; }

    [Description("Used by requests that name no model.")]
    public required bool Default { get; init; }

    [Description("When these facts were last checked against the provider's documents.")]
    public required DateOnly CheckedOn { get; init; }

    [Description("What it can do, the most usual first.")]
    public required IReadOnlyList<ModelMode> Modes { get; init; }

    [Description("max_length counts characters, a style's words included; 0 where the model takes no prompt.")]
    public required PromptRule Prompt { get; init; }

    [Description("Null where the size follows from the input picture.")]
    public required SizeRule? Size { get; init; }

    [Description("group_max is null where the model makes no groups.")]
    public required CountRule Count { get; init; }

    [Description("Which pictures it takes; null where it takes none. Bytes and pixels are of each picture.")]
    public required ReferenceRule? References { get; init; }

    [Description("A picture as large as the reference: white is painted anew, or taken away where the prompt is erase_prompt. Null where the model takes none.")]
    public required MaskRule? Mask { get; init; }

    [Description("The optional parameters by their name in a request.")]
    public required IReadOnlyDictionary<string, ParameterRule> Parameters { get; init; }

    [Description("What only some models take, by its name in a request's options.")]
    public required IReadOnlyDictionary<string, ParameterRule> Options { get; init; }

    public required PriceRule Price { get; init; }

    [Description("What an account may do before its owner buys more; null where nobody says.")]
    public required LimitRule? Limits { get; init; }

    [Description("What a picture usually takes.")]
    public required double TypicalSeconds { get; init; }

    [Description("What the slowest call seen takes.")]
    public required double MaxSeconds { get; init; }

    public static ModelResponse Of(ModelProfile model, DefaultModel standard) => new()
    {
        Id = model.Id,
        Name = model.Name,
        Description = model.Description,
        Default = model.Id == standard.Profile.Id,
        CheckedOn = model.CheckedOn,
        Modes = model.Modes,
        Prompt = model.Prompt,
        Size = model.Size,
        Count = model.Count,
        References = model.References,
        Mask = model.Mask,
        Parameters = model.Parameters,
        Options = model.Options,
        Price = model.Price,
        Limits = model.Limits,
        TypicalSeconds = model.TypicalSeconds,
        MaxSeconds = model.MaxSeconds,
    };
}

internal sealed record ModelListResponse(IReadOnlyList<ModelResponse> Data);
