using ImageGen.Volcengine.Providers;
using ImageGen.Volcengine.Requests;
using ImageGen.Volcengine.Visual.Signing;
using Microsoft.Extensions.Options;

namespace ImageGen.Volcengine.Visual;

/// <summary>The Visual API (智能视觉): submit a task, ask for its result.</summary>
internal sealed class VisualProvider(VisualClient client, ReferenceReader references, IOptions<VolcengineOptions> options) : IImageProvider
{
    private readonly Credential credential = new(options.Value.AccessKey, options.Value.SecretKey, options.Value.SessionToken);

    public string Api => "visual";

    public IReadOnlyList<ProviderCredential> Credentials => credential.AccessKey.Length > 0 ? [new(credential.Id)] : [];

    public async Task<Preparation> PrepareAsync(CallOrder order, CancellationToken cancellationToken)
    {
        var longest = TimeSpan.FromSeconds(options.Value.Visual.SubmitTimeoutSeconds);
        var body = RequestBody.Write(RequestBody.Of(order.Model, order.Request, order.Pictures));
        var (attachments, refusal) = await references.ReadAsync(order.Model, order.Request, cancellationToken);
        return refusal is not null
            ? new Preparation.Refused(refusal)
            : new Preparation.Ready(new ProviderCall(Api, order.CredentialId, order.Model.Provider.Key, body, longest) { Attachments = attachments });
    }

    public async Task<SubmitOutcome> SubmitAsync(ProviderCall call, ISubmitProgress progress, CancellationToken cancellationToken) =>
        SubmitReading.Of(await client.SubmitAsync(credential, call, cancellationToken));

    public async Task<PollOutcome> PollAsync(ProviderTask task, CancellationToken cancellationToken)
    {
        var outcome = PollReading.Of(await client.GetResultAsync(credential, VisualBodies.Result(options.Value, task), cancellationToken));
        // Another key pair may belong to another account, which can not know the task.
        return outcome is PollOutcome.NotFound && task.CredentialId != credential.Id
            ? new PollOutcome.Unavailable("The task was submitted with another access key, and the present one does not see it.")
            : outcome;
    }
}
