using ImageGen.Catalogue;
using ImageGen.Contracts;
using ImageGen.Volcengine.Providers;
using ImageGen.Volcengine.Visual.Signing;
using Microsoft.Extensions.Options;

namespace ImageGen.Volcengine.Visual;

/// <summary>The Visual API (智能视觉): submit a task, ask for its result.</summary>
internal sealed class VisualProvider(VisualClient client, ModelCatalogue catalogue, IOptions<VolcengineOptions> options) : IImageProvider
{
    private readonly Credential credential = new(options.Value.AccessKey, options.Value.SecretKey, options.Value.SessionToken);

    public ProviderCall Prepare(ImageRequest request, int pictures) => catalogue.TryGet(request.Model, out var model)
        ? new ProviderCall(credential.Id, model.Provider.Key, VisualBodies.Submit(model, request, pictures))
        : throw new InvalidOperationException($"The model {request.Model} is not in the catalogue any more.");

    public async Task<SubmitOutcome> SubmitAsync(ProviderCall call, CancellationToken cancellationToken) =>
        SubmitReading.Of(await client.SubmitAsync(credential, call.Body, cancellationToken));

    public async Task<PollOutcome> PollAsync(ProviderTask task, CancellationToken cancellationToken)
    {
        var outcome = PollReading.Of(await client.GetResultAsync(credential, VisualBodies.Result(options.Value, task), cancellationToken));
        // Another key pair may belong to another account, which can not know the task.
        return outcome is PollOutcome.NotFound && task.CredentialId != credential.Id
            ? new PollOutcome.Unavailable("The task was submitted with another access key, and the present one does not see it.")
            : outcome;
    }
}
