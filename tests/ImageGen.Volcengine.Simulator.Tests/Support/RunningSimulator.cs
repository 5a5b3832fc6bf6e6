using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Time.Testing;

namespace ImageGen.Volcengine.Simulator.Tests.Support;

/// <summary>A simulator on real Kestrel and virtual time, and a client that speaks to it.</summary>
internal sealed class RunningSimulator : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RunningSimulator(WebApplication app, FakeTimeProvider time)
    {
        (_app, Time) = (app, time);
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.First()) };
    }

    public FakeTimeProvider Time { get; }

    public HttpClient Http { get; }

    public static async Task<RunningSimulator> StartAsync(Action<SimulatorOptions>? configure = null, FakeTimeProvider? time = null)
    {
        time ??= new FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        var options = new SimulatorOptions();
        configure?.Invoke(options);
        var app = SimulatorApp.Create(options, time);
        await app.StartAsync();
        return new RunningSimulator(app, time);
    }

    /// <summary>Calls an action with a signed request.</summary>
    public async Task<Answer> CallAsync(string action, object body, SigningClient? signer = null, string version = "2022-08-31")
    {
        using var request = (signer ?? new SigningClient()).Sign(Http.BaseAddress!, action, version, body, Time.GetUtcNow());
        using var response = await Http.SendAsync(request);
        return await Answer.ReadAsync(response);
    }

    public Task<Answer> SubmitAsync(object body, SigningClient? signer = null) => CallAsync("CVSync2AsyncSubmitTask", body, signer);

    /// <summary>Submits a small picture of this prompt and returns the task's id.</summary>
    public async Task<string> SubmitAsync(string prompt, SigningClient? signer = null)
    {
        var answer = await SubmitAsync(Orders.Of(prompt), signer);
        Assert.Equal(10000, answer.Code);
        return answer.Data!["task_id"]!.GetValue<string>();
    }

    /// <summary>Asks for a result, as an address unless told otherwise.</summary>
    public Task<Answer> GetResultAsync(string taskId, object? reqJson = null, SigningClient? signer = null, string reqKey = Orders.ReqKey)
    {
        var body = new { req_key = reqKey, task_id = taskId, req_json = JsonSerializer.Serialize(reqJson ?? new { return_url = true }) };
        return CallAsync("CVSync2AsyncGetResult", body, signer);
    }

    public async Task<JsonObject> LedgerAsync() => (await Http.GetFromJsonAsync<JsonObject>("/_simulator/ledger"))!;

    public async Task PutFaultsAsync(params object[] rules)
    {
        using var response = await Http.PutAsJsonAsync("/_simulator/faults", rules);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    public async Task PutSettingsAsync(object settings)
    {
        using var response = await Http.PutAsJsonAsync("/_simulator/settings", settings);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>Submits, lets the task finish, and returns its first address.</summary>
    public async Task<string> FinishedUrlAsync(string prompt, object? reqJson = null)
    {
        var taskId = await SubmitAsync(prompt);
        Time.Advance(TimeSpan.FromSeconds(10));
        var result = await GetResultAsync(taskId, reqJson);
        return result.Data!["image_urls"]![0]!.GetValue<string>();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
