using System.ComponentModel;
using ImageGen.Catalogue;

namespace ImageGen.Jobs;

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

    public required PromptRule Prompt { get; init; }

    public required SizeRule Size { get; init; }

    public required CountRule Count { get; init; }

    [Description("The optional parameters by their name in a request.")]
    public required IReadOnlyDictionary<string, ParameterRule> Parameters { get; init; }

    public required PriceRule Price { get; init; }

    [Description("What a picture usually takes.")]
    public required double TypicalSeconds { get; init; }

    public static ModelResponse Of(ModelProfile model, DefaultModel standard) => new()
    {
        Id = model.Id,
        Name = model.Name,
        Description = model.Description,
        Default = model.Id == standard.Profile.Id,
        CheckedOn = model.CheckedOn,
        Prompt = model.Prompt,
        Size = model.Size,
        Count = model.Count,
        Parameters = model.Parameters,
        Price = model.Price,
        TypicalSeconds = model.TypicalSeconds,
    };
}

internal sealed record ModelListResponse(IReadOnlyList<ModelResponse> Data);
