using ImageGen.Persistence;
using ImageGen.ServiceDefaults.Callers;

namespace ImageGen.Jobs.Templates;

/// <summary>Templates of the caller and the caller's teams; another's is as unknown as one that never was.</summary>
internal sealed class TemplateStore(IDocuments<Template> templates, ICaller caller)
{
    public async Task<Stored<Template>?> FindAsync(string id, CancellationToken cancellationToken) =>
        await templates.GetAsync(id, cancellationToken) is { } found && caller.MayRead(found.Body.Owner) ? found : null;
}
