using System.Text.Json;
using ImageGen.Jobs.Inputs;
using ImageGen.Jobs.Templates;
using ImageGen.Jobs.Texts;
using ImageGen.Jobs.Views;
using ImageGen.ServiceDefaults.Errors;

namespace ImageGen.Jobs.Create;

/// <summary>Puts a template under a request: what the request says itself wins.</summary>
internal static class TemplateFilling
{
    public const int MaxValue = 2000;

    /// <exception cref="ProblemException">422: a variable is unknown, missing, or has a value that it does not take.</exception>
    public static CreateJobRequest Fill(CreateJobRequest request, Template template)
    {
        var given = request.Variables ?? new Dictionary<string, string>();
        // A text that the request replaces needs no values.
        string?[] texts = [request.Prompt is null ? template.Prompt : null, request.NegativePrompt is null ? template.NegativePrompt : null];
        var needed = texts.OfType<string>().SelectMany(TemplateText.VariablesOf).ToHashSet(StringComparer.Ordinal);
        Check(given, template, needed);
        var parameters = template.Parameters;
        return request with
        {
            Prompt = request.Prompt ?? TemplateText.Fill(template.Prompt, ValueOf),
            NegativePrompt = request.NegativePrompt ?? (template.NegativePrompt is { } negative ? TemplateText.Fill(negative, ValueOf) : null),
            Model = request.Model ?? template.Model,
            Style = request.Style ?? template.Style,
            Size = request.Size ?? parameters.Size,
            Count = request.Count ?? parameters.Count,
            Group = request.Group ?? parameters.Group,
            Seed = request.Seed ?? parameters.Seed,
            Steps = request.Steps ?? parameters.Steps,
            GuidanceScale = request.GuidanceScale ?? parameters.GuidanceScale,
            Strength = request.Strength ?? parameters.Strength,
            Options = request.Options ?? parameters.Options,
            Tags = request.Tags ?? template.Tags,
        };

        string ValueOf(string name) => given.GetValueOrDefault(name) ?? template.Variables.First(variable => variable.Name == name).Default ?? "";
    }

    /// <summary>Where the caller finds what is wrong with a filled request: what is not its own is the template's.</summary>
    public static Func<string, string> Locate(CreateJobRequest request)
    {
        var own = JsonSerializer.SerializeToElement(request, PublicJson.Options);
        return pointer => own.TryGetProperty(pointer.Split('/') is [_, var member, ..] ? member : "", out var value) && value.ValueKind != JsonValueKind.Null
            ? pointer
            : "/template_id";
    }

    private static void Check(IReadOnlyDictionary<string, string> given, Template template, HashSet<string> needed)
    {
        var errors = new RequestErrors();
        foreach (var (name, value) in given)
        {
            var pointer = $"/variables/{RequestErrors.Escaped(name)}";
            if (template.Variables.FirstOrDefault(variable => variable.Name == name) is not { } variable)
                errors.Add(pointer, $"The template has no variable '{RequestErrors.Shortened(name)}'.");
            else if (value is null || Characters.Count(value) > MaxValue)
                errors.Add(pointer, FormattableString.Invariant($"A value is a text of at most {MaxValue} characters."));
            else
                errors.Require(variable.Choices.Count == 0 || variable.Choices.Contains(value), pointer, $"{name} is one of {string.Join(", ", variable.Choices)}.");
        }

        foreach (var variable in template.Variables.Where(variable => variable.Required && needed.Contains(variable.Name)))
            errors.Require(given.ContainsKey(variable.Name), $"/variables/{variable.Name}", $"The template needs a value of {variable.Name}.");
        errors.ThrowIfAny();
    }
}
