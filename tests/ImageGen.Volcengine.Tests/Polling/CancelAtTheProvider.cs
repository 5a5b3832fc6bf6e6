using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ImageGen.Contracts;
using ImageGen.Volcengine.CancelGenerations;
using ImageGen.Volcengine.Polling;
using ImageGen.Volcengine.Simulator;
using ImageGen.Volcengine.Tasks;
using ImageGen.Volcengine.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Time.Testing;

namespace ImageGen.Volcengine.Tests.Polling;

/// <summary>A person's cancel of what the provider works on is passed on once; only the result says what came of it.</summary>
public sealed class CancelAtTheProvider : IAsyncLifetime
{
    private readonly FakeTimeProvider time = new(TimeProvider.System.GetUtcNow());
    private readonly Store store = Store.Sqlite();
    private Replica? worker;
    private WebApplication? simulator;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (worker is not null)
            await worker.DisposeAsync();
        if (simulator is not null)
            await simulator.DisposeAsync();
        store.Dispose();
    }

    [Fact]
    public async Task A_provider_that_refuses_is_asked_once_and_its_picture_is_taken()
    {
        await RunAsync(new SimulatorSettings { QueueMs = 0, GenerateMinMs = 5_000, GenerateMaxMs = 5_000, Picture = PictureMode.Fixed });

        await CancelAsync();
        await PollAsync();
        await CancelAsync();
        Assert.Equal((TaskState.Running, true), await StateAsync());
        time.Pass(60_000);
        await PollAsync();

        Assert.Equal((TaskState.Delivered, true), await StateAsync());
        var ledger = await LedgerAsync();
        Assert.Equal(1, ledger["requests"]!["CVCancelTask"]!.GetValue<int>());
        Assert.False(ledger["submissions"]![0]!["canceled"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_task_that_the_provider_has_stopped_is_lost_and_nobody_claims_that_it_was_free()
    {
        await RunAsync(new SimulatorSettings { QueueMs = 60_000, Cancels = true });

        await CancelAsync();
        await PollAsync();
        Assert.True((await LedgerAsync())["submissions"]![0]!["canceled"]!.GetValue<bool>());
        Assert.Equal((TaskState.Running, true), await StateAsync());
        time.Pass(TaskLimits.NotFoundGrace);
        await PollAsync();

        Assert.Equal((TaskState.Lost, true), await StateAsync());
        Assert.Null((await TaskAsync()).Billed);
    }

    [Fact]
    public async Task A_provider_that_did_not_answer_is_asked_again()
    {
        var provider = new StubProvider { Result = () => new Providers.PollOutcome.Pending(), Cancel = () => false };
        provider.Answer = _ => provider.Accept();
        await RunAsync(provider);

        await CancelAsync();
        await PollAsync();
        Assert.Equal((TaskState.Running, false), await StateAsync());
        Assert.Equal(0, await PollAsync());
        provider.Cancel = () => true;
        time.Pass(60_000);
        await PollAsync();
        time.Pass(60_000);
        await PollAsync();

        Assert.Equal((TaskState.Running, true), await StateAsync());
        Assert.Equal(2, provider.Cancels);
    }

    /// <summary>A clock and a retry still want what was paid for; a reason that is not known may be one of them.</summary>
    [Theory]
    [InlineData(CancelReason.Deadline)]
    [InlineData(CancelReason.Superseded)]
    [InlineData("reason of the future")]
    [InlineData(null)]
    public async Task Only_a_persons_wish_is_passed_on(string? why)
    {
        await RunAsync(new SimulatorSettings { QueueMs = 0, GenerateMinMs = 5_000, GenerateMaxMs = 5_000, Picture = PictureMode.Fixed, Cancels = true });

        await CancelAsync(why);
        time.Pass(60_000);
        await PollAsync();

        Assert.Equal((TaskState.Delivered, false), await StateAsync());
        Assert.Null((await LedgerAsync())["requests"]!["CVCancelTask"]);
    }

    [Fact]
    public async Task A_person_who_wants_it_stopped_after_its_deadline_is_heard()
    {
        await RunAsync(new SimulatorSettings { QueueMs = 60_000, Cancels = true });

        await CancelAsync(CancelReason.Deadline);
        await CancelAsync();
        await PollAsync();

        Assert.Equal((TaskState.Running, true), await StateAsync());
        Assert.True((await LedgerAsync())["submissions"]![0]!["canceled"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Whoever_wants_it_asked_for_at_once_is_not_overruled_by_an_answer_that_was_on_its_way()
    {
        var provider = new StubProvider();
        provider.Answer = _ => provider.Accept();
        await RunAsync(provider);
        var asked = await TaskAsync();
        const long Now = 5;

        foreach (var woken in new[] { TaskRules.Cancel(asked, Now, CancelReason.Person)!, TaskRules.PollNow(asked, Now)! })
            Assert.Equal(Now, TaskRules.PollAgain(woken, asked, nextPollAt: 100, faults: 0, now: 6, cancelSent: false)!.NextPollAt);
        Assert.Equal(100, TaskRules.PollAgain(asked, asked, nextPollAt: 100, faults: 0, now: 6, cancelSent: false)!.NextPollAt);
    }

    private async Task RunAsync(SimulatorSettings settings)
    {
        simulator = SimulatorApp.Create(new SimulatorOptions { Settings = settings }, time);
        await simulator.StartAsync(TestContext.Current.CancellationToken);
        worker = Replica.OfSimulator(store, time, simulator.Urls.First());
        await SubmitAsync();
    }

    private async Task RunAsync(StubProvider provider)
    {
        worker = Replica.Over(store, time, provider);
        await SubmitAsync();
    }

    private async Task SubmitAsync()
    {
        await worker!.AskAsync(Commands.Of("job_1", time));
        await worker.SubmitAsync();
        Assert.Equal((TaskState.Running, false), await StateAsync());
    }

    private Task CancelAsync(string? why = CancelReason.Person) => worker!.Get<CancelGenerationHandler>().HandleAsync(
        new CancelGeneration { JobId = "job_1", Attempt = 1, Indices = [0], Owner = "ada", Model = Commands.Model, Why = why },
        TestContext.Current.CancellationToken);

    private Task<int> PollAsync() => worker!.Get<PollHandler>().RunOnceAsync(TestContext.Current.CancellationToken);

    private Task<GenerationTask> TaskAsync() => worker!.TaskAsync("job_1:1:0");

    private async Task<(TaskState State, bool CancelSent)> StateAsync() => (await TaskAsync()) is var task ? (task.State, task.CancelSent) : default;

    private async Task<JsonObject> LedgerAsync()
    {
        using var http = new HttpClient { BaseAddress = new Uri(simulator!.Urls.First()) };
        return (await http.GetFromJsonAsync<JsonObject>("/_simulator/ledger", TestContext.Current.CancellationToken))!;
    }
}
