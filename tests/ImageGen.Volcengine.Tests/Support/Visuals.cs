using ImageGen.Catalogue;
using ImageGen.Contracts;
using ImageGen.Volcengine.Providers;
using ImageGen.Volcengine.Visual;
using Microsoft.Extensions.Options;

namespace ImageGen.Volcengine.Tests.Support;

/// <summary>A provider for one test, and something to send with it.</summary>
internal sealed class Visuals : IDisposable
{
    private readonly VisualClient client;

    public Visuals(string endpoint, Action<VolcengineOptions>? configure = null)
    {
        var options = new VolcengineOptions { AccessKey = "AKLTtest", SecretKey = "secret-of-the-test", Visual = { Endpoint = endpoint } };
        configure?.Invoke(options);
        client = new VisualClient(Options.Create(options), TimeProvider.System);
        Provider = new VisualProvider(client, ModelCatalogue.BuiltIn(), Options.Create(options));
    }

    public static ImageRequest Request { get; } = new() { Model = "jimeng-t2i-4.0", Prompt = "一只猫" };

    public VisualProvider Provider { get; }

    public Task<SubmitOutcome> SubmitAsync() => Provider.SubmitAsync(Provider.Prepare(Request, pictures: 1), TestContext.Current.CancellationToken);

    public Task<PollOutcome> PollAsync() => Provider.PollAsync(
        new ProviderTask(Provider.Prepare(Request, 1).CredentialId, "jimeng_t2i_v40", "77", "img_1"), TestContext.Current.CancellationToken);

    public void Dispose() => client.Dispose();
}
