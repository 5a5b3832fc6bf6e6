using ImageGen.Catalogue;
using ImageGen.Volcengine.Apis.Gateway;
using ImageGen.Volcengine.Apis.Requests;
using ImageGen.Volcengine.Settings;
using Microsoft.Extensions.Options;

namespace ImageGen.Volcengine.Apis.ImageX;

/// <summary>veImageX: models of the Visual API whose pictures it keeps in an image service of the account.</summary>
internal sealed class ImageXApi(ImageXClient client, ReferenceReader references, IOptions<VolcengineOptions> options) : IProviderApi
{
    private readonly KeyPairs keys = new(options.Value.Pool());

    public string Name => ProviderApis.ImageX.Name;

    public IReadOnlyList<ProviderAccount> Accounts => options.Value.ImageX.IsSet ? keys.Accounts : [];

    public Task<Preparation> PrepareAsync(ProviderCall call, CancellationToken cancellationToken)
    {
        var body = ImageXBodies.Order(options.Value.ImageX, RequestBody.Of(call.Model, call.Request, call.Pictures));
        return references.PrepareAsync(call, body, TimeSpan.FromSeconds(options.Value.Visual.SubmitTimeoutSeconds), cancellationToken);
    }

    public async Task<SubmitOutcome> SubmitAsync(ProviderCall call, ISubmitProgress progress, CancellationToken cancellationToken) =>
        SubmitReading.Of(await client.CreateAsync(keys[call.CredentialId], call, cancellationToken), ImageXAnswer.Parse);

    public Task<PollOutcome> PollAsync(ProviderTask task, CancellationToken cancellationToken) => keys.AskAsync(task, async key => PollReading.Of(
        await ResultRequest.SendAsync(
            options.Value, links => client.GetAsync(key, RequestBody.Write(ImageXBodies.Question(options.Value, task, links)), cancellationToken)),
        ImageXAnswer.Parse));
}
