using System.Text.Json;
using ImageGen.Jobs.Create;
using ImageGen.Jobs.Inputs;
using ImageGen.Jobs.Labels;
using ImageGen.Jobs.Texts;
using ImageGen.ServiceDefaults.Errors;

namespace ImageGen.Jobs.Templates.Editing;

/// <summary>What a template may be, whatever the catalogue has.</summary>
internal static class TemplateRules
{
    private const int MaxName = 100;
    private const int MaxDescription = 1000;
    private const int MaxText = 8000;
    private const int MaxVariables = 30;
    private const int MaxChoices = 50;
    private const int MaxHint = 300;
    private const int MaxOptions = 20;
    private const int MaxShort = 64;
    private const int MaxOption = 1000;

    /// <summary>The variables that the texts name, each once.</summary>
    public static IEnumerable<string> NamedIn(WriteTemplateRequest request) =>
        TemplateText.VariablesOf(request.Prompt ?? "").Concat(TemplateText.VariablesOf(request.NegativePrompt ?? "")).Distinct(StringComparer.Ordinal);

    /// <exception cref="ProblemException">422, naming every member that is wrong.</exception>
    public static void Check(WriteTemplateRequest request)
    {
        var errors = new RequestErrors();
        errors.Require(
            !Characters.ShowsNothing(request.Name) && Characters.Count(request.Name!) <= MaxName && !request.Name!.Any(char.IsControl),
            "/name", FormattableString.Invariant($"A template has a name of 1 to {MaxName} characters."));
        errors.Require(IsWithin(request.Description, MaxDescription), "/description", FormattableString.Invariant($"description has at most {MaxDescription} characters."));
        errors.Require(!Characters.ShowsNothing(request.Prompt), "/prompt", "The prompt is empty.");
        CheckText(request.Prompt, "/prompt", errors);
        CheckText(request.NegativePrompt, "/negative_prompt", errors);
        CheckVariables(request, errors);
        errors.Require(IsWithin(request.Model, MaxShort), "/model", "There is no model with so long an id.");
        errors.Require(IsWithin(request.Style, MaxShort), "/style", "There is no style with so long an id.");
        CheckParameters(request.Parameters ?? new TemplateParametersRequest(), errors);
        TitleAndTags.Check(title: null, request.Tags ?? [], errors);
        errors.ThrowIfAny();
    }

    private static void CheckText(string? text, string pointer, RequestErrors errors)
    {
        errors.Require(IsWithin(text, MaxText), pointer, FormattableString.Invariant($"A text of a template has at most {MaxText} characters."));
        if (text is not null && TemplateText.Problem(text) is { } problem)
            errors.Add(pointer, problem);
    }

    private static void CheckVariables(WriteTemplateRequest request, RequestErrors errors)
    {
        IReadOnlyList<WriteTemplateVariableRequest?> variables = request.Variables ?? [];
        var named = NamedIn(request).ToHashSet(StringComparer.Ordinal);
        errors.Require(named.Count <= MaxVariables && variables.Count <= MaxVariables, "/variables", FormattableString.Invariant($"A template has at most {MaxVariables} variables."));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < Math.Min(variables.Count, MaxVariables); i++)
        {
            var pointer = FormattableString.Invariant($"/variables/{i}");
            if (variables[i] is not { } variable)
                errors.Add(pointer, "This variable is null.");
            else if (variable.Name is null || !named.Contains(variable.Name))
                errors.Add(pointer + "/name", "No text of the template has a variable of this name.");
            else if (!seen.Add(variable.Name))
                errors.Add(pointer + "/name", $"{variable.Name} is there twice.");
            else
                Check(variable, pointer, errors);
        }
    }

    private static void Check(WriteTemplateVariableRequest variable, string pointer, RequestErrors errors)
    {
        var choices = variable.Choices ?? [];
        errors.Require(IsWithin(variable.Description, MaxHint), pointer + "/description", FormattableString.Invariant($"description has at most {MaxHint} characters."));
        errors.Require(
            choices.Count <= MaxChoices && choices.All(choice => choice is { Length: > 0 } && IsWithin(choice, TemplateFilling.MaxValue)) && choices.Distinct(StringComparer.Ordinal).Count() == choices.Count,
            pointer + "/choices", FormattableString.Invariant($"A variable has at most {MaxChoices} choices, each once and of 1 to {TemplateFilling.MaxValue} characters."));
        errors.Require(IsWithin(variable.Default, TemplateFilling.MaxValue), pointer + "/default", FormattableString.Invariant($"A value has at most {TemplateFilling.MaxValue} characters."));
        errors.Require(variable.Default is null || choices.Count == 0 || choices.Contains(variable.Default), pointer + "/default", "The default is none of the choices.");
    }

    private static void CheckParameters(TemplateParametersRequest parameters, RequestErrors errors)
    {
        errors.Require(IsWithin(parameters.Size, MaxShort), "/parameters/size", "There is no size with so long a name.");
        var options = parameters.Options ?? new Dictionary<string, JsonElement>();
        errors.Require(options.Count <= MaxOptions, "/parameters/options", FormattableString.Invariant($"At most {MaxOptions} options."));
        foreach (var (name, value) in options.Take(MaxOptions))
        {
            // Names become names of members of a document, and MongoDB takes none with U+0000.
            var isName = name.Length is > 0 and <= MaxShort && !name.Contains('\0');
            var isScalar = value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False && value.GetRawText().Length <= MaxOption;
            errors.Require(isName && isScalar, "/parameters/options/" + RequestErrors.Escaped(name), "An option is a number, a text or a boolean.");
        }
    }

    private static bool IsWithin(string? text, int most) => text is null || Characters.Count(text) <= most;
}
