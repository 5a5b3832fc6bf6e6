using ImageGen.Catalogue;
using ImageGen.Jobs.Domain;
using ImageGen.Jobs.Inputs;
using ImageGen.Jobs.Models;
using ImageGen.Jobs.Templates;
using ImageGen.ServiceDefaults.Callers;
using ImageGen.ServiceDefaults.Errors;

namespace ImageGen.Jobs.Create;

/// <summary>Makes of a request what is to be accepted, with the templates of the caller and the models that this installation's workers serve.</summary>
internal sealed class RequestReader(ModelCatalogue catalogue, DefaultModel standard, OfferedModels offered, TemplateStore templates, ICaller caller)
{
    /// <returns>The job that is asked for, and the model that it is for.</returns>
    /// <exception cref="ProblemException">422, naming every member that is wrong; 403 where the caller's key is good for other models only.</exception>
    public async Task<(Job Asked, ModelProfile Model)> ReadAsync(CreateJobRequest request, Lookups lookups, CancellationToken cancellationToken)
    {
        if (request.TemplateId is not { } id)
        {
            RequestErrors.ThrowUnless(request.Variables is null, "/variables", "Only a template has variables: name it by template_id.");
            return Read(request);
        }

        var template = await lookups.Templates.FindAsync(id, async () => (await templates.FindAsync(id, cancellationToken))?.Body);
        RequestErrors.ThrowUnless(template is not null, "/template_id", $"There is no template '{RequestErrors.Shortened(id)}' of yours.");
        var filled = TemplateFilling.Fill(request, template!);
        try
        {
            return Read(filled);
        }
        catch (ProblemException problem)
        {
            throw problem.At(TemplateFilling.Locate(request));
        }
    }

    private (Job Asked, ModelProfile Model) Read(CreateJobRequest request)
    {
        var (asked, model) = RequestRules.Check(request, catalogue, standard.Profile);
        caller.RequireModel(model.Id);
        offered.Require(model, 422);
        return (asked, model);
    }
}
