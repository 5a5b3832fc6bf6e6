using ImageGen.Catalogue;
using ImageGen.Contracts;
using ImageGen.ObjectStorage;
using ImageGen.Volcengine.Apis;
using ImageGen.Volcengine.Apis.Ark;
using ImageGen.Volcengine.Settings;
using ImageGen.Volcengine.Wire;
using Microsoft.Extensions.Options;

namespace ImageGen.Volcengine.Tests.Support;

/// <summary>The Ark provider for one test, with a store on disk, and something to send with it.</summary>
internal sealed class Arks : IAsyncDisposable
{
    public const string Key = "key-of-the-test";

    private readonly DiskStore store = new();
    private readonly ArkClient client;

    public Arks(string endpoint, string key = Key, Action<VolcengineOptions>? configure = null, TimeProvider? time = null)
    {
        var options = new VolcengineOptions { Ark = { ApiKey = key, Endpoint = endpoint } };
        configure?.Invoke(options);
        client = new ArkClient(Options.Create(options), OneShotHttp.Sockets, time ?? TimeProvider.System);
        Provider = new ArkApi(client, store.References(options), Options.Create(options), time ?? TimeProvider.System);
    }

    public ArkApi Provider { get; }

    public RecordedProgress Progress { get; } = new();

    public IObjectStore Store => store.Objects;

    public static ModelProfile Model(string id) => ModelCatalogue.BuiltIn().Models.Single(model => model.Id == id);

    public static ImageRequest Request(string model = "seedream-4.5") => new() { Model = model, Prompt = "一只猫" };

    public static ImageRequest Group(int pictures, string model = "seedream-4.5") => Request(model) with { Count = pictures, Group = true };

    public async Task<Preparation> PrepareAsync(ImageRequest request) => await Provider.PrepareAsync(
        Calls.Of(request, Provider, request.Group ? request.Count : 1),
        TestContext.Current.CancellationToken);

    /// <param name="longest">In the place of the model's own time-out.</param>
    public async Task<SubmitOutcome> SubmitAsync(ImageRequest request, TimeSpan? longest = null)
    {
        var call = Assert.IsType<Preparation.Ready>(await PrepareAsync(request)).Call;
        return await Provider.SubmitAsync(call with { Longest = longest ?? call.Longest }, Progress, TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        client.Dispose();
        store.Dispose();
        return ValueTask.CompletedTask;
    }
}
