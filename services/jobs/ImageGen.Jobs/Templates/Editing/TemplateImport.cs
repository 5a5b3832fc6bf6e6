using ImageGen.Contracts;
using ImageGen.Messaging.Outbox;
using ImageGen.Persistence;
using ImageGen.ServiceDefaults.Errors;
using Microsoft.Extensions.Logging;

namespace ImageGen.Jobs.Templates.Editing;

/// <summary>Takes templates in by their names, each by itself: what is wrong with one costs only that one.</summary>
internal sealed class TemplateImport(
    IDocuments<Template> templates, IOutbox<Template> outbox, TemplateList list, OwnTemplates own, TemplateAudit audit, FreeSpace space, ILogger<TemplateImport> logger)
{
    public async Task<IReadOnlyList<ImportedTemplate>> RunAsync(IReadOnlyList<WriteTemplateRequest?> file, string owner, CancellationToken cancellationToken)
    {
        var known = await list.AllAsync(owner, cancellationToken);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var outcomes = new List<ImportedTemplate>(file.Count);
        foreach (var (index, request) in file.Index())
        {
            try
            {
                outcomes.Add(await TakeAsync(request, owner, known, seen, cancellationToken));
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested)
            {
                var problem = Problems.Of(error, logger).At(pointer => FormattableString.Invariant($"/templates/{index}{pointer}"));
                outcomes.Add(new ImportedTemplate(ImportOutcome.Refused, Id: null, problem));
            }
        }

        return outcomes;
    }

    private async Task<ImportedTemplate> TakeAsync(
        WriteTemplateRequest? request, string owner, Dictionary<string, Stored<Template>> known, HashSet<string> seen, CancellationToken cancellationToken)
    {
        if (request is null)
            throw Wrong("", "This entry is null.");
        if (request.Name is { } name && !seen.Add(name))
            throw Wrong("/name", "The file has two templates of this name.");
        if (known.GetValueOrDefault(request.Name ?? "") is { } there)
        {
            var rule = audit.Recorded(AuditActions.TemplateImported, template => own.Replaced(template, request));
            var change = await templates.ChangeAsync(there, rule, outbox.ReplaceAsync, cancellationToken);
            return new ImportedTemplate(change.Written ? ImportOutcome.Updated : ImportOutcome.Unchanged, there.Id, Problem: null);
        }

        var template = own.Checked(request, own.New(owner));
        if (known.Count >= OwnTemplates.MostOfOwner)
            throw OwnTemplates.TooMany();
        space.Require();
        var made = await outbox.InsertAsync(audit.Imported(template), cancellationToken)
            ?? throw new ProblemException(409, "template_name_taken", "Somebody has just made a template of this name: send the file again.") { Retryable = true };
        known.Add(template.Name, made);
        return new ImportedTemplate(ImportOutcome.Created, made.Id, Problem: null);
    }

    private static ProblemException Wrong(string pointer, string detail) => new(422, "invalid_request", detail) { Errors = [new ProblemError(pointer, detail)] };
}

/// <param name="Id">Null where it was refused.</param>
/// <param name="Problem">Why it was refused.</param>
internal sealed record ImportedTemplate(ImportOutcome What, string? Id, ProblemException? Problem);
