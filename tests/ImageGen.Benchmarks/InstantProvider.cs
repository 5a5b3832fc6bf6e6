using System.Net.Http.Json;
using System.Text.Json;
using ImageGen.TestKit;
using ImageGen.TestKit.Processes;

namespace ImageGen.Benchmarks;

/// <summary>The simulator, set to answer at once, or when it is told to, with one prepared picture of about 200 kB: what is measured is ours.</summary>
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

    /// <param name="generateMs">How long it takes to make a picture, in milliseconds.</param>
    /// <param name="generateMaxMs">How long at most, where it differs.</param>
    public static async Task<InstantProvider> StartAsync(int generateMs = 0, int? generateMaxMs = null)
    {
        var process = new ServiceProcess("simulator", "ImageGen.Volcengine.Simulator", LocalServer.FreePort(), new Dictionary<string, string>());
        await process.StartAsync();
        using var client = new HttpClient { BaseAddress = process.Address };
        var answer = await client.PutAsJsonAsync("/_simulator/settings", new { queue_ms = 0, generate_min_ms = generateMs, generate_max_ms = generateMaxMs ?? generateMs, picture = "fixed" });
        answer.EnsureSuccessStatusCode();
        return new InstantProvider(process);
    }

    /// <returns>How often an action was called.</returns>
    public async Task<long> CallsAsync(string action)
    {
        var ledger = await LedgerAsync("?prompt=none");
        return ledger.GetProperty("requests").TryGetProperty(action, out var count) ? count.GetInt64() : 0;
    }

    /// <returns>When each task was done, Unix milliseconds, by the provider's id of it.</returns>
    public async Task<IReadOnlyDictionary<string, long>> DoneAtAsync()
    {
        var ledger = await LedgerAsync();
        return ledger.GetProperty("submissions").EnumerateArray().ToDictionary(
            line => line.GetProperty("task_id").GetString()!, line => line.GetProperty("done_at").GetDateTimeOffset().ToUnixTimeMilliseconds());
    }

    public ValueTask DisposeAsync() => process.DisposeAsync();

    private async Task<JsonElement> LedgerAsync(string query = "")
    {
        using var client = new HttpClient { BaseAddress = process.Address };
        return await client.GetFromJsonAsync<JsonElement>("/_simulator/ledger" + query);
    }
}
