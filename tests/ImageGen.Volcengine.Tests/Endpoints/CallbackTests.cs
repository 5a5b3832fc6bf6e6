using System.Net;
using System.Net.Http.Json;
using ImageGen.TestKit;
using ImageGen.Volcengine.Settings;
using ImageGen.Volcengine.Simulator;
using ImageGen.Volcengine.Tasks;
using ImageGen.Volcengine.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace ImageGen.Volcengine.Tests.Endpoints;

public sealed class CallbackTests : IAsyncLifetime
{
    // Signatures are judged by the simulator's clock; this one stands still, so nothing is asked for because time has passed.
    private readonly FakeTimeProvider time = new(TimeProvider.System.GetUtcNow());
    private readonly Store store = Store.Sqlite();
    private Microsoft.AspNetCore.Builder.WebApplication simulator = null!;

    public async ValueTask InitializeAsync()
    {
        simulator = SimulatorApp.Create(new SimulatorOptions
        {
            Settings = new SimulatorSettings { QueueMs = 0, GenerateMinMs = 300, GenerateMaxMs = 300, Picture = PictureMode.Fixed },
        });
        await simulator.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await simulator.DisposeAsync();
        store.Dispose();
    }

    [Fact]
    public async Task A_callback_has_the_result_asked_for_at_once()
    {
        var port = LocalServer.FreePort();
        await using var worker = await Worker(("ImageGen:PublicUrl", $"http://127.0.0.1:{port}"), ("urls", $"http://127.0.0.1:{port}")).StartAsync();
        await worker.AskAsync(Commands.Of("job_1", time));

        await Eventually.HoldsAsync("the picture is there", async () => (await worker.TaskAsync("job_1:1:0")).State == TaskState.Delivered);
    }

    [Fact]
    public async Task Who_does_not_know_the_token_wakes_nobody()
    {
        await using var worker = await Worker(("ImageGen:PublicUrl", "http://127.0.0.1:9")).StartAsync();
        await worker.AskAsync(Commands.Of("job_1", time));
        await Eventually.HoldsAsync("the task runs", async () => (await worker.TaskAsync("job_1:1:0")).State == TaskState.Running);
        var before = await worker.TaskAsync("job_1:1:0");
        using var http = new HttpClient { BaseAddress = worker.Address };
        var right = new CallbackLinks(Microsoft.Extensions.Options.Options.Create(new VolcengineOptions { PublicUrl = "http://x" })).New("job_1:1:0")!;
        var token = right.Url[(right.Url.LastIndexOf('/') + 1)..];

        foreach (var wrong in new[] { token, "x", "x.y", token.Split('.')[0] + ".", $"{token.Split('.')[0]}.{before.Submission!.CallbackSecret}x" })
        {
            using var answer = await http.PostAsync(CallbackLinks.Path + wrong, new StringContent("{}"), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        Assert.Equal(before.NextPollAt, (await worker.TaskAsync("job_1:1:0")).NextPollAt);
    }

    [Fact]
    public async Task What_is_posted_is_not_believed()
    {
        await using var worker = await Worker(("ImageGen:PublicUrl", "http://127.0.0.1:9")).StartAsync();
        await worker.AskAsync(Commands.Of("job_1", time));
        await Eventually.HoldsAsync("the task runs", async () => (await worker.TaskAsync("job_1:1:0")).State == TaskState.Running);
        var task = await worker.TaskAsync("job_1:1:0");
        using var http = new HttpClient { BaseAddress = worker.Address };
        var name = System.Buffers.Text.Base64Url.EncodeToString("job_1:1:0"u8);
        var forged = new StringContent("""{"code":10000,"task_id":"9","data":{"status":"done","image_urls":["http://evil.example/1.png"]}}""");

        using var answer = await http.PostAsync($"{CallbackLinks.Path}{name}.{task.Submission!.CallbackSecret}", forged, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await Eventually.HoldsAsync("it was asked for", async () => (await worker.TaskAsync("job_1:1:0")) is { PolledAt: not null } or { State: TaskState.Delivered });
        Assert.DoesNotContain("evil", System.Text.Json.JsonSerializer.Serialize(await worker.TaskAsync("job_1:1:0")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_submission_whose_answer_was_lost_is_found_by_its_callback()
    {
        var port = LocalServer.FreePort();
        await using var worker = await Worker(("ImageGen:PublicUrl", $"http://127.0.0.1:{port}"), ("urls", $"http://127.0.0.1:{port}")).StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(simulator.Urls.First()) };
        using var fault = await http.PutAsJsonAsync(
            "/_simulator/faults", new[] { new { on = "submit", kind = "reset_after" } }, TestContext.Current.CancellationToken);
        fault.EnsureSuccessStatusCode();

        await worker.AskAsync(Commands.Of("job_1", time));

        await Eventually.HoldsAsync("the picture is there", async () => (await worker.TaskAsync("job_1:1:0")).State == TaskState.Delivered);
    }

    [Fact]
    public async Task Without_a_public_address_no_callback_is_asked_for()
    {
        await using var worker = await Worker().StartAsync();
        await worker.AskAsync(Commands.Of("job_1", time));
        await Eventually.HoldsAsync("the task runs", async () => (await worker.TaskAsync("job_1:1:0")).State == TaskState.Running);
        var submission = (await worker.TaskAsync("job_1:1:0")).Submission!;

        Assert.Null(submission.CallbackSecret);
        Assert.DoesNotContain("callback_url", submission.Body, StringComparison.Ordinal);
    }

    private Replica Worker(params (string, string)[] settings) => Replica.OfSimulator(store, time, simulator.Urls.First(), settings);
}
