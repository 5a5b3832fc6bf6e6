using System.Net.Http.Json;
using System.Text.Json;
using ImageGen.TestKit;
using ImageGen.Volcengine.Admission.Pacing;
using ImageGen.Volcengine.Simulator;
using ImageGen.Volcengine.Tasks;
using ImageGen.Volcengine.Tests.Support;
using Microsoft.AspNetCore.Builder;

namespace ImageGen.Volcengine.Tests.Admission;

/// <summary>Four workers with all their loops over one store, and the simulator, which refuses a third task at a time.</summary>
public sealed class FourWorkersTests(MongoServer server)
{
    private const int Jobs = 24;
    private const int Limit = 2;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Never_have_more_than_two_tasks_with_the_provider_and_finish_all(bool mongo)
    {
        using var store = mongo ? await Store.MongoAsync(server) : Store.Sqlite();
        await using var simulator = await SimulatorAsync();
        var workers = await StartAsync(store, simulator);

        for (var job = 0; job < Jobs; job++)
            await workers[job % 4].AskAsync(Commands.Of($"job_{job}", TimeProvider.System));
        await Eventually.HoldsAsync("all are delivered", async () => await DeliveredAsync(workers[0]) == Jobs);

        var ledger = await LedgerAsync(simulator);
        Assert.Equal(Jobs, ledger.GetProperty("total").GetInt32());
        // Not one was sent that the provider had to refuse: it would have been counted.
        Assert.Equal(Jobs, ledger.GetProperty("requests").GetProperty("CVSync2AsyncSubmitTask").GetInt32());
        foreach (var worker in workers)
            await worker.DisposeAsync();
    }

    /// <summary>The provider's own order tells who was let through when.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Let_one_picture_of_Adas_through_while_two_hundred_of_Bens_wait(bool mongo)
    {
        using var store = mongo ? await Store.MongoAsync(server) : Store.Sqlite();
        await using var simulator = await SimulatorAsync();
        var workers = await StartAsync(store, simulator);

        await workers[0].AskAsync(Commands.Of("job_ben", TimeProvider.System, count: 200, owner: "ben"));
        await Eventually.HoldsAsync("Ben's are under way", async () => Prompts(await LedgerAsync(simulator)).Count >= 4);
        await workers[1].AskAsync(Commands.Of("job_ada", TimeProvider.System, owner: "ada"));
        var before = Prompts(await LedgerAsync(simulator)).Count;
        await Eventually.HoldsAsync(
            "Ada has her picture", async () => (await workers[2].TaskAsync("job_ada:1:0")).State == TaskState.Delivered);

        // Those whose turn it already was when she came, and hers.
        Assert.InRange(Prompts(await LedgerAsync(simulator)).IndexOf("job_ada") - before, -1, 2 * Limit);
        foreach (var worker in workers)
            await worker.DisposeAsync();
    }

    private static async Task<WebApplication> SimulatorAsync()
    {
        var simulator = SimulatorApp.Create(new SimulatorOptions
        {
            Settings = new SimulatorSettings { QueueMs = 0, GenerateMinMs = 50, GenerateMaxMs = 150, MaxConcurrency = Limit, Picture = PictureMode.Fixed },
        });
        await simulator.StartAsync(TestContext.Current.CancellationToken);
        return simulator;
    }

    private static async Task<JsonElement> LedgerAsync(WebApplication simulator)
    {
        using var http = new HttpClient();
        return await http.GetFromJsonAsync<JsonElement>(simulator.Urls.First() + "/_simulator/ledger", TestContext.Current.CancellationToken);
    }

    private static List<string> Prompts(JsonElement ledger) =>
        [.. ledger.GetProperty("submissions").EnumerateArray().Select(submission => submission.GetProperty("prompt").GetString()!)];

    private static async Task<IReadOnlyList<Replica>> StartAsync(Store store, WebApplication simulator)
    {
        var workers = new List<Replica>();
        for (var n = 0; n < 4; n++)
            workers.Add(await StartAsync(store, simulator.Urls.First()));
        return workers;
    }

    private static async Task<Replica> StartAsync(Store store, string endpoint)
    {
        var worker = Replica.Over(
            store,
            settings:
            [
                ("Volcengine:Visual:Endpoint", endpoint),
                ("Volcengine:AccessKey", SimulatorCredentials.AccessKey),
                ("Volcengine:SecretKey", SimulatorCredentials.SecretKey),
                ("Volcengine:Limits:*:Concurrency", $"{Limit}"),
            ]);
        // It has seen before how fast this provider is.
        for (var n = 0; n < 10; n++)
            worker.Get<PollSchedule>().Learn(Commands.Model, startedAt: 0, pendingAt: 0, doneAt: 200);
        return await worker.StartAsync();
    }

    private static async Task<int> DeliveredAsync(Replica worker)
    {
        var ids = Enumerable.Range(0, Jobs).Select(job => $"job_{job}:1:0").ToList();
        var tasks = await worker.Tasks.GetManyAsync(ids, TestContext.Current.CancellationToken);
        Assert.DoesNotContain(tasks, task => task.Body.State is TaskState.Failed or TaskState.Refused or TaskState.Unknown);
        return tasks.Count(task => task.Body.State == TaskState.Delivered);
    }
}
