using System.Net.Http.Json;
using System.Text.Json;
using ImageGen.TestKit.Processes;

namespace ImageGen.EndToEnd.Tests.Support;

/// <summary>The stand-in for the provider: what it was asked and paid for, and what it shall do wrong.</summary>
internal sealed class Simulator(ServiceProcess process) : IAsyncDisposable
{
    private readonly HttpClient client = new() { BaseAddress = process.Address };

    public ServiceProcess Process { get; } = process;

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await Process.DisposeAsync();
    }

    public Task AnswerFastAsync() =>
        SetAsync(new { queue_ms = 0, generate_min_ms = 50, generate_max_ms = 150, cancels = false, picture = "fixed", url_life_s = 24 * 60 * 60 });

    public async Task SetAsync(object settings) => (await client.PutAsJsonAsync("/_simulator/settings", settings)).EnsureSuccessStatusCode();

    public async Task FailAsync(params object[] rules) => (await client.PutAsJsonAsync("/_simulator/faults", rules)).EnsureSuccessStatusCode();

    public async Task BehaveAsync() => (await client.DeleteAsync("/_simulator/faults")).EnsureSuccessStatusCode();

    /// <returns>How often a submission with each prompt was accepted, that is paid.</returns>
    public async Task<IReadOnlyDictionary<string, int>> PaidAsync() => (await LedgerAsync()).GetProperty("submissions").EnumerateArray()
        .CountBy(submission => submission.GetProperty("prompt").GetString()!)
        .ToDictionary();

    public async Task<int> PaidAsync(string prompt) => (await PaidAsync()).GetValueOrDefault(prompt);

    /// <returns>The paid submissions with this prompt, as the ledger has them.</returns>
    public async Task<IReadOnlyList<JsonElement>> SubmissionsAsync(string prompt) =>
        [.. (await LedgerAsync()).GetProperty("submissions").EnumerateArray().Where(submission => submission.GetProperty("prompt").GetString() == prompt)];

    /// <param name="call"><c>CVSync2AsyncSubmitTask</c>, <c>CVSync2AsyncGetResult</c> or <c>picture</c>.</param>
    public async Task<long> CallsAsync(string call) =>
        (await LedgerAsync()).GetProperty("requests").TryGetProperty(call, out var count) ? count.GetInt64() : 0;

    private Task<JsonElement> LedgerAsync() => client.GetFromJsonAsync<JsonElement>("/_simulator/ledger");
}
