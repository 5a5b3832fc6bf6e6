using ImageGen.Catalogue;
using ImageGen.Jobs.Create;
using ImageGen.ServiceDefaults.Errors;

namespace ImageGen.Jobs.Templates.Editing;

/// <summary>Whether a template is one that the catalogue's models take. A catalogue changes, and a template stays as it is.</summary>
internal sealed class TemplateFit(ModelCatalogue catalogue)
{
    /// <summary>What the model takes besides is in no template, so it is not missed.</summary>
    private static readonly string[] NotOfTemplates = ["/references", "/mask"];

    /// <returns>What does not fit; nothing where the template names neither model nor style.</returns>
    public IReadOnlyList<ProblemError> ProblemsOf(Template template)
    {
        if (template.Model is null)
        {
            return template.Style is null || catalogue.TryGetStyle(template.Style, out _)
                ? []
                : [new ProblemError("/style", "There is no such style. GET /api/v1/styles lists them.")];
        }

        try
        {
            var sample = template.Variables.ToDictionary(variable => variable.Name, variable => variable.Default ?? (variable.Choices is [var first, ..] ? first : "x"));
            RequestRules.Check(TemplateFilling.Fill(new CreateJobRequest { Variables = sample }, template), catalogue, catalogue.Default);
            return [];
        }
        catch (ProblemException problem)
        {
            return
            [
                .. problem.Errors.Where(error => !NotOfTemplates.Any(member => error.Pointer.StartsWith(member, StringComparison.Ordinal)))
                    .Select(error => error with { Pointer = PointerOf(error.Pointer) }),
            ];
        }
    }

    private static string PointerOf(string pointer) =>
        pointer.StartsWith("/tags", StringComparison.Ordinal) || pointer is "/prompt" or "/negative_prompt" or "/model" or "/style" ? pointer : "/parameters" + pointer;
}
