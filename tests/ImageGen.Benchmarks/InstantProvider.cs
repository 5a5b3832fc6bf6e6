using System.Net.Http.Json;
using ImageGen.TestKit;

namespace ImageGen.Benchmarks;

/// <summary>The simulator, set to answer at once with one prepared picture of about 200 kB: what is measured is ours.</summary>
internal sealed class InstantProvider(ServiceProcess process) : IAsyncDisposable
{
    public Dictionary<string, string> Environment { get; } = new()
    {
        ["VOLCENGINE_ACCESS_KEY"] = "AKLTsimulatorSimulatorSimulator0000000001",
        ["VOLCENGINE_SECRET_KEY"] = "SimulatorSecretKeyThatProtectsNothing000000000001==",
        ["VOLCENGINE_VISUAL_ENDPOINT"] = process.Address.ToString().TrimEnd('/'),
        ["VOLCENGINE_CONCURRENCY"] = "0",
        ["VOLCENGINE_REQUESTS_PER_SECOND"] = "0",
    };

    public static async Task<InstantProvider> StartAsync()
    {
        var process = new ServiceProcess("simulator", "ImageGen.Volcengine.Simulator", ServiceProcess.FreePort(), new Dictionary<string, string>());
        await process.StartAsync();
        using var client = new HttpClient { BaseAddress = process.Address };
        var answer = await client.PutAsJsonAsync("/_simulator/settings", new { queue_ms = 0, generate_min_ms = 0, generate_max_ms = 0, picture = "fixed" });
        answer.EnsureSuccessStatusCode();
        return new InstantProvider(process);
    }

    public ValueTask DisposeAsync() => process.DisposeAsync();
}
