using System.Net.Http.Json;
using ImageGen.Contracts;
using ImageGen.TestKit;
using ImageGen.Volcengine.Simulator;
using ImageGen.Volcengine.Tasks;
using ImageGen.Volcengine.Tests.Support;
using Microsoft.AspNetCore.Builder;

namespace ImageGen.Volcengine.Tests.Admission;

/// <summary>What one model of one API is held up by holds up no other.</summary>
public sealed class RoomOfEachModelTests : IDisposable
{
    private const string OfArk = "seedream-4.5";

    private readonly Store store = Store.Sqlite();

    public void Dispose() => store.Dispose();

    [Fact]
    public async Task A_call_that_lasts_lets_another_model_pass()
    {
        await using var simulator = await SimulatorAsync(generateMs: 3_600_000);
        await using var worker = await StartAsync(simulator);
        await AskAsync(worker, "job_ark", OfArk);
        await Eventually.HoldsAsync("the call is on the wire", async () => (await worker.TaskAsync("job_ark:1:0")).State == TaskState.Submitting);

        await AskAsync(worker, "job_visual", Commands.Model);
        await Eventually.HoldsAsync("the other runs", async () => (await worker.TaskAsync("job_visual:1:0")).State == TaskState.Running);

        Assert.Equal(TaskState.Submitting, (await worker.TaskAsync("job_ark:1:0")).State);
        // Ends the call, so that the worker can stop.
        await simulator.StopAsync(new CancellationToken(canceled: true));
    }

    [Fact]
    public async Task An_account_that_is_full_for_one_model_serves_another()
    {
        await using var simulator = await SimulatorAsync(generateMs: 0);
        await using var worker = await StartAsync(simulator);
        using var http = new HttpClient { BaseAddress = new Uri(simulator.Urls.First()) };
        var full = new { on = "submit", prompt_contains = "job_visual", kind = "envelope", code = 50430, http = 429, message = "full", times = -1 };
        (await http.PutAsJsonAsync("/_simulator/faults", new[] { full }, TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
        for (var n = 0; n < 8; n++)
            await AskAsync(worker, $"job_visual_{n}", Commands.Model);
        await Eventually.HoldsAsync("it was refused", async () => await CountsAsync(http, "CVSync2AsyncSubmitTask") > 0);

        await AskAsync(worker, "job_ark", OfArk);
        await Eventually.HoldsAsync("the other is delivered", async () => (await worker.TaskAsync("job_ark:1:0")).State == TaskState.Delivered);
        for (var n = 0; n < 8; n++)
            Assert.True((await worker.TaskAsync($"job_visual_{n}:1:0")).State is TaskState.Ready or TaskState.Submitting);
    }

    private static Task AskAsync(Replica worker, string job, string model) => worker.AskAsync(
        Commands.Of(job, TimeProvider.System) with { Request = new ImageRequest { Model = model, Prompt = job, Width = 2048, Height = 2048 } });

    private static async Task<long> CountsAsync(HttpClient http, string call)
    {
        var ledger = await http.GetFromJsonAsync<System.Text.Json.JsonElement>("/_simulator/ledger", TestContext.Current.CancellationToken);
        return ledger.GetProperty("requests").TryGetProperty(call, out var count) ? count.GetInt64() : 0;
    }

    private static async Task<WebApplication> SimulatorAsync(int generateMs)
    {
        var simulator = SimulatorApp.Create(new SimulatorOptions
        {
            Settings = new SimulatorSettings { QueueMs = 0, GenerateMinMs = generateMs, GenerateMaxMs = generateMs, Picture = PictureMode.Fixed },
        });
        await simulator.StartAsync(TestContext.Current.CancellationToken);
        return simulator;
    }

    private Task<Replica> StartAsync(WebApplication simulator) => Replica.Over(
        store,
        settings:
        [
            ("Volcengine:Visual:Endpoint", simulator.Urls.First()),
            ("Volcengine:AccessKey", SimulatorCredentials.AccessKey),
            ("Volcengine:SecretKey", SimulatorCredentials.SecretKey),
            ("Volcengine:Ark:Endpoint", simulator.Urls.First()),
            ("Volcengine:Ark:ApiKey", SimulatorCredentials.ArkApiKey),
            // One call at a time, for each model.
            ("Volcengine:ParallelSubmits", "1"),
        ]).StartAsync();
}
