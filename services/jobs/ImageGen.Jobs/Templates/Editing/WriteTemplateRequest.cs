using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using ImageGen.Jobs.Create;

namespace ImageGen.Jobs.Templates.Editing;

[Description("A template as it is made, changed, exported and imported.")]
internal record WriteTemplateRequest
{
    [Description("1 to 100 characters; of its owner's templates no other has it.")]
    public string? Name { get; init; }

    [Description("At most 1000 characters.")]
    public string? Description { get; init; }

    [Description("At most 8000 characters. {name} is a variable; {{ and }} are braces.")]
    public string? Prompt { get; init; }

    [Description("The same.")]
    public string? NegativePrompt { get; init; }

    [Description("What is to be said of the variables of the texts, at most 30. One that a text has and this does not is required and takes any value.")]
    public IReadOnlyList<WriteTemplateVariableRequest>? Variables { get; init; }

    [Description("Id of a model. Where it is left out, the job says it, or has this installation's default.")]
    public string? Model { get; init; }

    [Description("Id of a style preset.")]
    public string? Style { get; init; }

    public TemplateParametersRequest? Parameters { get; init; }

    [Description("At most 20, each of 1 to 50 characters; jobs get them where they name none.")]
    public IReadOnlyList<string>? Tags { get; init; }
}

internal sealed record CreateTemplateRequest : WriteTemplateRequest
{
    [Description("Id of a team of yours that is to have it: its members see it, and all but viewers change it. Yours alone where it is left out.")]
    public string? Team { get; init; }
}

internal sealed record WriteTemplateVariableRequest
{
    [Description("1 to 40 letters, digits and underscores; not a digit first.")]
    public string? Name { get; init; }

    [Description("At most 300 characters.")]
    public string? Description { get; init; }

    [Description("What it is where a job does not say: at most 2000 characters.")]
    public string? Default { get; init; }

    [Description("The only values that it takes: at most 50.")]
    public IReadOnlyList<string>? Choices { get; init; }

    [Description("A job must say it. By default true where there is no default value; one that is neither given nor required is empty.")]
    public bool? Required { get; init; }
}

[Description("Parameters as POST /api/v1/jobs takes them. Those of a template that names a model must be the model's.")]
internal sealed record TemplateParametersRequest
{
    public string? Size { get; init; }

    [JsonConverter(typeof(WholeNumber<int>))]
    public int? Count { get; init; }

    public bool? Group { get; init; }

    [JsonConverter(typeof(WholeNumber<long>))]
    public long? Seed { get; init; }

    [JsonConverter(typeof(WholeNumber<int>))]
    public int? Steps { get; init; }

    public double? GuidanceScale { get; init; }

    public double? Strength { get; init; }

    [Description("At most 20.")]
    public IReadOnlyDictionary<string, JsonElement>? Options { get; init; }
}
