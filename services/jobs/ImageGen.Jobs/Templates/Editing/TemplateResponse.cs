using System.ComponentModel;
using ImageGen.Jobs.Views;
using ImageGen.ServiceDefaults.Callers;
using ImageGen.ServiceDefaults.Errors;

namespace ImageGen.Jobs.Templates.Editing;

internal sealed record TemplateResponse
{
    [Description("Begins with tpl_.")]
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string? Description { get; init; }

    [Description("{name} is a variable; {{ and }} are braces.")]
    public required string Prompt { get; init; }

    public required string? NegativePrompt { get; init; }

    [Description("All variables of the texts.")]
    public required IReadOnlyList<TemplateVariableResponse> Variables { get; init; }

    public required string? Model { get; init; }

    public required string? Style { get; init; }

    public required TemplateParametersRequest Parameters { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    [Description("What the catalogue of this installation does not take of it any more: with that, jobs are refused that do not say it anew.")]
    public required IReadOnlyList<ProblemError> Problems { get; init; }

    [Description("Jobs that were made by it, some seconds later; a process that dies may leave some uncounted.")]
    public required long Uses { get; init; }

    public required DateTime? UsedAt { get; init; }

    public required JobOwnerResponse Owner { get; init; }

    public required DateTime CreatedAt { get; init; }

    public required DateTime UpdatedAt { get; init; }

    [Description("Grows with every change; the ETag is this.")]
    public required long Version { get; init; }

    public static TemplateResponse Of(Template template, IReadOnlyList<ProblemError> problems)
    {
        var content = TemplateContent.Of(template);
        return new TemplateResponse
        {
            Id = template.Id,
            Name = template.Name,
            Description = template.Description,
            Prompt = template.Prompt,
            NegativePrompt = template.NegativePrompt,
            Variables = [.. template.Variables.Select(variable => new TemplateVariableResponse(variable.Name, variable.Description, variable.Default, variable.Choices, variable.Required))],
            Model = template.Model,
            Style = template.Style,
            Parameters = content.Parameters!,
            Tags = template.Tags,
            Problems = problems,
            Uses = template.Uses,
            UsedAt = template.UsedAt is { } used ? JobView.Utc(used) : null,
            Owner = new JobOwnerResponse(template.CreatedBy, Spaces.TeamOf(template.Owner)),
            CreatedAt = JobView.Utc(template.CreatedAt),
            UpdatedAt = JobView.Utc(template.ChangedAt),
            Version = template.Revision,
        };
    }
}

internal sealed record TemplateVariableResponse(
    string Name,
    string? Description,
    [property: Description("What it is where a job does not say; null is nothing.")] string? Default,
    [property: Description("The only values that it takes; empty where it takes any.")] IReadOnlyList<string> Choices,
    bool Required);

internal sealed record TemplatePageResponse(
    IReadOnlyList<TemplateResponse> Data,
    [property: Description("Null on the last page.")] string? NextCursor,
    bool HasMore);
