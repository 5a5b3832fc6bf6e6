using ImageGen.Auditing;
using ImageGen.Catalogue;
using ImageGen.Contracts;
using ImageGen.Messaging.Outbox;
using ImageGen.Persistence;
using ImageGen.ServiceDefaults.Callers;
using ImageGen.ServiceDefaults.Errors;

namespace ImageGen.Jobs.Templates.Editing;

/// <summary>Makes and changes templates of the caller and the caller's teams, each version by one person only.</summary>
internal sealed class OwnTemplates(
    IDocuments<Template> templates, IOutbox<Template> outbox, TemplateStore store, TemplateFit fit, TemplateAudit audit, ICaller caller, DocumentIds ids, FreeSpace space,
    TimeProvider time)
{
    /// <summary>Templates of one owner. Some more get in where many are made at the same moment.</summary>
    public const int MostOfOwner = 1000;

    /// <exception cref="ProblemException">404.</exception>
    public async Task<Stored<Template>> GetAsync(string id, CancellationToken cancellationToken) =>
        await store.FindAsync(id, cancellationToken) ?? throw NotFound();

    /// <exception cref="ProblemException">422; 409: there are too many, or the name is taken.</exception>
    public async Task<Template> CreateAsync(WriteTemplateRequest request, string owner, CancellationToken cancellationToken)
    {
        var template = Checked(request, New(owner));
        space.Require();
        if (await templates.CountAsync([new(Template.OwnerField, owner)], MostOfOwner, cancellationToken) >= MostOfOwner)
            throw TooMany();
        return (await outbox.InsertAsync(audit.Created(template), cancellationToken))?.Body ?? throw NameTaken();
    }

    /// <param name="isMeant">Whether a version is the one that the caller has seen.</param>
    /// <exception cref="ProblemException">404; 403; 412: it is another version by now; 422; 409: the name is taken.</exception>
    public async Task<Template> ReplaceAsync(string id, WriteTemplateRequest request, Func<Template, bool> isMeant, CancellationToken cancellationToken)
    {
        var seen = await WritableAsync(id, cancellationToken);
        try
        {
            var rule = audit.Recorded(AuditActions.TemplateChanged, template => Replaced(isMeant(template) ? template : throw Changed(), request));
            var change = await templates.ChangeAsync(seen, rule, outbox.ReplaceAsync, cancellationToken);
            return change.Now?.Body ?? throw NotFound();
        }
        catch (DocumentKeyTakenException)
        {
            throw NameTaken();
        }
    }

    /// <exception cref="ProblemException">404; 403; 412: it is another version by now; 503: it can not be put on record.</exception>
    public async Task DeleteAsync(string id, Func<Template, bool> isMeant, CancellationToken cancellationToken)
    {
        Audited? entry = null;
        for (var seen = await WritableAsync(id, cancellationToken); ; seen = await WritableAsync(id, cancellationToken))
        {
            if (!isMeant(seen.Body))
                throw Changed();
            entry ??= audit.Deleted(seen.Body);
            if (await outbox.DeleteRecordedAsync(seen, entry, cancellationToken))
                return;
        }
    }

    /// <returns>The same template where the request says what it is already.</returns>
    /// <exception cref="ProblemException">422.</exception>
    public Template Replaced(Template template, WriteTemplateRequest request)
    {
        var next = Checked(request, template);
        return TemplateContent.AreSame(next, template)
            ? template
            : next with { Revision = template.Revision + 1, ChangedAt = Math.Max(template.ChangedAt, time.UnixMilliseconds()) };
    }

    /// <exception cref="ProblemException">422.</exception>
    public Template Checked(WriteTemplateRequest request, Template template)
    {
        TemplateRules.Check(request);
        var next = TemplateContent.Of(request, template);
        return fit.ProblemsOf(next) is { Count: > 0 } problems
            ? throw new ProblemException(422, "invalid_request", string.Join(' ', problems.Select(problem => problem.Detail))) { Errors = problems }
            : next;
    }

    public Template New(string owner)
    {
        var now = time.UnixMilliseconds();
        return new Template { Id = ids.New("tpl_"), Owner = owner, CreatedBy = caller.Owner, Name = "", Prompt = "", CreatedAt = now, ChangedAt = now };
    }

    public static ProblemException TooMany() => new(409, "too_many_templates", $"There are {MostOfOwner} templates already: delete some first.");

    private async Task<Stored<Template>> WritableAsync(string id, CancellationToken cancellationToken)
    {
        var seen = await GetAsync(id, cancellationToken);
        return caller.MayWrite(seen.Body.Owner) ? seen : throw ProblemException.Of(403, ErrorCodes.NotPermitted);
    }

    private static ProblemException NotFound() => new(404, "template_not_found", "There is no such template.");

    private static ProblemException NameTaken() => new(409, "template_name_taken", "There is another template of this name.") { Errors = [new ProblemError("/name", "There is another template of this name.")] };

    private static ProblemException Changed() => new(412, "template_changed", "Somebody has changed the template meanwhile: read it again.");
}
