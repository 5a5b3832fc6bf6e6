using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ImageGen.Volcengine.Simulator;
using Microsoft.AspNetCore.Builder;

namespace ImageGen.Volcengine.Tests.Support;

/// <summary>The simulator of the provider, which answers at once unless it is told otherwise.</summary>
internal sealed class StandIn : IAsyncDisposable
{
    private readonly WebApplication app;

    private StandIn(WebApplication app)
    {
        this.app = app;
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    public HttpClient Http { get; }

    public string Url => app.Urls.First();

    public static async Task<StandIn> StartAsync(TimeProvider? time = null)
    {
        var app = SimulatorApp.Create(
            new SimulatorOptions { Settings = new SimulatorSettings { QueueMs = 0, GenerateMinMs = 0, GenerateMaxMs = 0 } }, time);
        await app.StartAsync();
        return new StandIn(app);
    }

    public async Task FaultAsync(object rule)
    {
        using var response = await Http.PutAsJsonAsync("/_simulator/faults", new[] { rule });
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    public async Task<List<JsonNode>> LedgerAsync() =>
        [.. (await Http.GetFromJsonAsync<JsonObject>("/_simulator/ledger"))!["submissions"]!.AsArray().Select(line => line!)];

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
