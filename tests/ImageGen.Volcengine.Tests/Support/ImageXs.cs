using ImageGen.Contracts;
using ImageGen.Volcengine.Apis;
using ImageGen.Volcengine.Apis.ImageX;
using ImageGen.Volcengine.Settings;
using ImageGen.Volcengine.Simulator;
using ImageGen.Volcengine.Wire;
using Microsoft.Extensions.Options;

namespace ImageGen.Volcengine.Tests.Support;

/// <summary>The veImageX provider for one test, and something to send with it.</summary>
internal sealed class ImageXs : IDisposable
{
    private readonly ImageXClient client;

    public ImageXs(string endpoint, Action<VolcengineOptions>? configure = null)
    {
        var options = new VolcengineOptions
        {
            AccessKey = SimulatorCredentials.AccessKey,
            SecretKey = SimulatorCredentials.SecretKey,
            ImageX = { Endpoint = endpoint, ServiceId = SimulatorCredentials.ServiceId, Domain = "pictures.example.com", Template = "tplv-simulator01-original" },
        };
        configure?.Invoke(options);
        client = new ImageXClient(Options.Create(options), OneShotHttp.Sockets, TimeProvider.System);
        Provider = new ImageXApi(client, NoStore.References(options), Options.Create(options));
    }

    public ImageXApi Provider { get; }

    public static ImageRequest Request(string model = "imagex-general-3.0") => new() { Model = model, Prompt = "一只猫" };

    public async Task<SubmitOutcome> SubmitAsync(ImageRequest? request = null)
    {
        request ??= Request();
        var preparation = await Provider.PrepareAsync(Calls.Of(request, Provider), TestContext.Current.CancellationToken);
        return await Provider.SubmitAsync(((Preparation.Ready)preparation).Call, new NoProgress(), TestContext.Current.CancellationToken);
    }

    public Task<PollOutcome> PollAsync(string taskId, string key = "high_aes_general_v30l_zt2i") => Provider.PollAsync(
        new ProviderTask("imagex", Provider.Accounts[0].Id, key, taskId, "img_1"), TestContext.Current.CancellationToken);

    public void Dispose() => client.Dispose();
}
