using ImageGen.Auditing;
using ImageGen.Contracts;

namespace ImageGen.Jobs.Templates.Editing;

/// <summary>What people do with templates, as it is to be on record. What is kept of a template's prompts is what is kept of any.</summary>
internal sealed class TemplateAudit(CallerAudit audit, PromptRecord prompts)
{
    /// <returns>The same template, with an entry on its way that says who made it.</returns>
    public Template Created(Template template) => template.With(audit.Entry(AuditActions.TemplateCreated, template.Id, Details(template)));

    /// <inheritdoc cref="Created"/>
    public Template Imported(Template template) => template.With(audit.Entry(AuditActions.TemplateImported, template.Id, Details(template)));

    /// <returns>A rule that does what the given one does, and puts it on record where that changes anything.</returns>
    /// <param name="action">One of <see cref="AuditActions"/>.</param>
    public Func<Template, Template> Recorded(string action, Func<Template, Template> rule)
    {
        // One entry, however often the rule has to run.
        Audited? entry = null;
        return seen =>
        {
            var next = rule(seen);
            if (ReferenceEquals(next, seen))
                return seen;
            entry = audit.Entry(action, seen.Id, Details(next)) is { } told ? told with { Id = entry?.Id ?? told.Id } : null;
            return next.With(entry);
        };
    }

    /// <returns>Null where nobody signs in.</returns>
    public Audited? Deleted(Template template) => audit.Entry(AuditActions.TemplateDeleted, template.Id, EntryDetails.Given(Whose(template)));

    private IReadOnlyDictionary<string, string> Details(Template template) => EntryDetails.Given(
    [
        .. Whose(template),
        new("model", template.Model),
        new("style", template.Style),
        prompts.Detail("prompt", template.Prompt),
        prompts.Detail("negative_prompt", template.NegativePrompt),
    ]);

    private static IEnumerable<KeyValuePair<string, string?>> Whose(Template template) => [new("owner", template.Owner), new("name", template.Name)];
}
