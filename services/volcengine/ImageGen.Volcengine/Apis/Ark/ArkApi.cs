using ImageGen.Catalogue;
using ImageGen.Volcengine.Apis.Requests;
using ImageGen.Volcengine.Settings;
using Microsoft.Extensions.Options;

namespace ImageGen.Volcengine.Apis.Ark;

/// <summary>The Ark API (火山方舟): the call itself answers with the pictures, and nothing can be asked for afterwards.</summary>
internal sealed class ArkApi : IProviderApi
{
    private readonly ArkClient client;
    private readonly ReferenceReader references;
    private readonly VolcengineOptions options;
    private readonly TimeProvider time;
    private readonly Dictionary<string, string> keys;

    public ArkApi(ArkClient client, ReferenceReader references, IOptions<VolcengineOptions> options, TimeProvider time)
    {
        (this.client, this.references, this.options, this.time) = (client, references, options.Value, time);
        var pool = this.options.Pool().Where(account => !string.IsNullOrEmpty(account.ArkApiKey)).ToList();
        keys = pool.ToDictionary(account => ProviderAccount.IdOf(account.ArkApiKey!), account => account.ArkApiKey!);
        Accounts = [.. pool.Select(account => new ProviderAccount(ProviderAccount.IdOf(account.ArkApiKey!), account.Name, account.Weight))];
    }

    public string Name => ProviderApis.Ark.Name;

    public IReadOnlyList<ProviderAccount> Accounts { get; }

    public Task<Preparation> PrepareAsync(ProviderCall call, CancellationToken cancellationToken)
    {
        var body = RequestBody.Of(call.Model, call.Request, call.Pictures);
        body["response_format"] = "url";
        body["watermark"] = options.VisibleLabel;
        return references.PrepareAsync(call, body, TimeSpan.FromSeconds(call.Model.MaxSeconds), cancellationToken);
    }

    public async Task<SubmitOutcome> SubmitAsync(ProviderCall call, ISubmitProgress progress, CancellationToken cancellationToken)
    {
        // Left only when all is told.
        await using var telling = new ArkProgress(progress, time);
        return await client.SubmitAsync(keys[call.CredentialId], call, telling, cancellationToken);
    }

    public Task<PollOutcome> PollAsync(ProviderTask task, CancellationToken cancellationToken) =>
        Task.FromResult<PollOutcome>(new PollOutcome.NotFound());
}
