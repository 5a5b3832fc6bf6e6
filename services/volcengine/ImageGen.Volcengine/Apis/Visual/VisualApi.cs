using ImageGen.Catalogue;
using ImageGen.Volcengine.Apis.Gateway;
using ImageGen.Volcengine.Apis.Requests;
using ImageGen.Volcengine.Settings;
using ImageGen.Volcengine.Wire.Signing;
using Microsoft.Extensions.Options;

namespace ImageGen.Volcengine.Apis.Visual;

/// <summary>The Visual API (智能视觉): submit a task, ask for its result.</summary>
internal sealed class VisualApi : IProviderApi
{
    /// <summary>What the provider's documents give an account that pays: docs/provider.md.</summary>
    private const double DocumentedPollsPerSecond = 20;

    /// <summary>No task has it: asking for it shows whether anybody answers.</summary>
    private const string NoTask = "0";

    private readonly VisualClient client;
    private readonly ReferenceReader references;
    private readonly VolcengineOptions options;
    private readonly KeyPairs keys;

    public VisualApi(VisualClient client, ReferenceReader references, IOptions<VolcengineOptions> options)
    {
        (this.client, this.references, this.options) = (client, references, options.Value);
        keys = new KeyPairs(this.options.Pool());
        PollsPerSecond = new Uri(this.options.Visual.Endpoint).Host.EndsWith(".volcengineapi.com", StringComparison.OrdinalIgnoreCase)
            ? DocumentedPollsPerSecond
            : null;
    }

    public string Name => ProviderApis.Visual.Name;

    public IReadOnlyList<ProviderAccount> Accounts => keys.Accounts;

    public double? PollsPerSecond { get; }

    public Task<Preparation> PrepareAsync(ProviderCall call, CancellationToken cancellationToken)
    {
        var body = RequestBody.Of(call.Model, call.Request, call.Pictures);
        var secret = VisualBodies.AskForCallback(body, options, call);
        return references.PrepareAsync(
            call with { CallbackSecret = secret }, body, TimeSpan.FromSeconds(options.Visual.SubmitTimeoutSeconds), cancellationToken);
    }

    public async Task<SubmitOutcome> SubmitAsync(ProviderCall call, ISubmitProgress progress, CancellationToken cancellationToken) =>
        SubmitReading.Of(await client.SubmitAsync(keys[call.CredentialId], call, cancellationToken));

    public Task<PollOutcome> PollAsync(ProviderTask task, CancellationToken cancellationToken) => keys.AskAsync(
        task, async key => PollReading.Of(await ResultRequest.SendAsync(
            options, links => client.GetResultAsync(key, RequestBody.Write(ResultRequest.Of(options, task, links)), cancellationToken))));

    public async Task<CancelReply> CancelAsync(ProviderTask task, CancellationToken cancellationToken)
    {
        if (keys.Find(task.CredentialId) is { } key)
            return await CancelAsync(key, task, cancellationToken);
        // A new key of the same account knows its tasks; what another account says of them decides nothing.
        foreach (var other in keys.Accounts)
        {
            if (await CancelAsync(keys[other.Id], task, cancellationToken) == CancelReply.Taken)
                return CancelReply.Taken;
        }

        return CancelReply.None;
    }

    public async Task<bool?> ProbeAsync(string credentialId, string modelKey, CancellationToken cancellationToken)
    {
        var question = RequestBody.Write(ResultRequest.Of(options, new ProviderTask(Name, credentialId, modelKey, NoTask, ContentId: NoTask), links: true));
        return ProbeReading.IsAlive(await client.GetResultAsync(keys[credentialId], question, cancellationToken));
    }

    private async Task<CancelReply> CancelAsync(KeyPair key, ProviderTask task, CancellationToken cancellationToken) =>
        CancelReading.Of(await client.CancelAsync(key, VisualBodies.Cancel(task), cancellationToken));
}
