using ImageGen.Catalogue;
using ImageGen.Jobs.Inputs;

namespace ImageGen.Jobs.Create;

/// <summary>The prompt as it is sent: what a person wrote and the words of a style.</summary>
internal static class PromptRules
{
    public static string Check(CreateJobRequest request, ModelProfile model, ModelCatalogue catalogue, RequestErrors errors)
    {
        var written = Characters.ShowsNothing(request.Prompt) ? "" : request.Prompt!;
        if (model.Prompt.MaxLength == 0 && written.Length > 0)
            errors.Add("/prompt", $"{model.Id} takes no prompt.", RequestErrors.NotSupported);
        errors.Require(written.Length > 0 || !model.Prompt.Required, "/prompt", "The prompt is empty.");
        var style = StyleOf(request.Style, model, catalogue, errors);
        var prompt = style is null || written.Length == 0 ? written : style.AddTo(written);
        var length = Characters.Count(prompt);
        errors.Require(
            length <= model.Prompt.MaxLength || model.Prompt.MaxLength == 0,
            "/prompt",
            FormattableString.Invariant($"The prompt has {length} characters{(style is null ? "" : " with its style")}; {model.Id} takes at most {model.Prompt.MaxLength}."));
        return prompt;
    }

    private static StylePreset? StyleOf(string? id, ModelProfile model, ModelCatalogue catalogue, RequestErrors errors)
    {
        if (id is null)
            return null;
        if (!model.Prompt.Styles)
            errors.Add("/style", $"{model.Id} does not take style.", RequestErrors.NotSupported);
        else if (catalogue.TryGetStyle(id, out var style))
            return style;
        else
            errors.Add("/style", $"There is no style '{RequestErrors.Shortened(id)}'. GET /api/v1/styles lists them.");
        return null;
    }
}
