using ImageGen.Contracts;
using ImageGen.Volcengine.Apis;
using ImageGen.Volcengine.Apis.Visual;
using ImageGen.Volcengine.Settings;
using ImageGen.Volcengine.Wire;
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
        client = new VisualClient(Options.Create(options), OneShotHttp.Sockets, TimeProvider.System);
        Provider = new VisualApi(client, NoStore.References(options), Options.Create(options));
    }

    public static ImageRequest Request { get; } = new() { Model = "jimeng-t2i-4.0", Prompt = "一只猫" };

    public VisualApi Provider { get; }

    public Task<SubmitOutcome> SubmitAsync() => SubmitAsync(Request);

    public async Task<SubmitOutcome> SubmitAsync(ImageRequest request)
    {
        var preparation = await Provider.PrepareAsync(Calls.Of(request, Provider), TestContext.Current.CancellationToken);
        return await Provider.SubmitAsync(((Preparation.Ready)preparation).Call, new NoProgress(), TestContext.Current.CancellationToken);
    }

    public Task<PollOutcome> PollAsync(string taskId = "77") => Provider.PollAsync(
        new ProviderTask("visual", Provider.Accounts[0].Id, "jimeng_t2i_v40", taskId, "img_1"), TestContext.Current.CancellationToken);

    /// <param name="credentialId">The account that submitted the task; null for the present one.</param>
    public Task<CancelReply> CancelAsync(string? credentialId = null) => Provider.CancelAsync(
        new ProviderTask("visual", credentialId ?? Provider.Accounts[0].Id, "jimeng_t2i_v40", "77", "img_1"), TestContext.Current.CancellationToken);

    public void Dispose() => client.Dispose();
}
