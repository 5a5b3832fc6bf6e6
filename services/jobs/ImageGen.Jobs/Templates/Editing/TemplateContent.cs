using System.Text.Json;
using ImageGen.Jobs.Views;

namespace ImageGen.Jobs.Templates.Editing;

/// <summary>What people write of a template, as a document has it and as the API shows it.</summary>
internal static class TemplateContent
{
    /// <param name="request">One that <see cref="TemplateRules"/> has found right.</param>
    public static Template Of(WriteTemplateRequest request, Template template) => template with
    {
        Name = request.Name!,
        Description = request.Description,
        Prompt = request.Prompt!,
        NegativePrompt = request.NegativePrompt,
        Variables = VariablesOf(request),
        Model = request.Model,
        Style = request.Style,
        Parameters = ParametersOf(request.Parameters ?? new TemplateParametersRequest()),
        Tags = request.Tags ?? [],
    };

    public static WriteTemplateRequest Of(Template template) => new()
    {
        Name = template.Name,
        Description = template.Description,
        Prompt = template.Prompt,
        NegativePrompt = template.NegativePrompt,
        Variables =
        [
            .. template.Variables.Select(variable => new WriteTemplateVariableRequest
            {
                Name = variable.Name,
                Description = variable.Description,
                Default = variable.Default,
                Choices = variable.Choices,
                Required = variable.Required,
            }),
        ],
        Model = template.Model,
        Style = template.Style,
        Parameters = new TemplateParametersRequest
        {
            Size = template.Parameters.Size,
            Count = template.Parameters.Count,
            Group = template.Parameters.Group,
            Seed = template.Parameters.Seed,
            Steps = template.Parameters.Steps,
            GuidanceScale = template.Parameters.GuidanceScale,
            Strength = template.Parameters.Strength,
            Options = template.Parameters.Options,
        },
        Tags = template.Tags,
    };

    /// <summary>Whether people see the same in both.</summary>
    public static bool AreSame(Template one, Template other) => Bytes(one).AsSpan().SequenceEqual(Bytes(other));

    private static byte[] Bytes(Template template) => JsonSerializer.SerializeToUtf8Bytes(Of(template), PublicJson.Options);

    /// <summary>Those that the request describes, then those that its texts only name.</summary>
    private static IReadOnlyList<TemplateVariable> VariablesOf(WriteTemplateRequest request)
    {
        var described = (request.Variables ?? []).Select(variable => new TemplateVariable
        {
            Name = variable.Name!,
            Description = variable.Description,
            Default = variable.Default,
            Choices = variable.Choices ?? [],
            Required = variable.Required ?? variable.Default is null,
        }).ToList();
        var others = TemplateRules.NamedIn(request).Except(described.Select(variable => variable.Name), StringComparer.Ordinal);
        return [.. described, .. others.Select(name => new TemplateVariable { Name = name, Required = true })];
    }

    private static TemplateParameters ParametersOf(TemplateParametersRequest request) => new()
    {
        Size = request.Size,
        Count = request.Count,
        Group = request.Group,
        Seed = request.Seed,
        Steps = request.Steps,
        GuidanceScale = request.GuidanceScale,
        Strength = request.Strength,
        Options = request.Options,
    };
}
