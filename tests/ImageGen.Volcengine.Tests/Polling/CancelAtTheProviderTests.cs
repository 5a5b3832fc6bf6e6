using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ImageGen.Contracts;
using ImageGen.Volcengine.Apis;
using ImageGen.Volcengine.Handlers;
using ImageGen.Volcengine.Polling;
using ImageGen.Volcengine.Simulator;
using ImageGen.Volcengine.Tasks;
using ImageGen.Volcengine.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Time.Testing;

namespace ImageGen.Volcengine.Tests.Polling;

/// <summary>A person's cancel of what the provider works on is passed on once; only the result says what came of it.</summary>
public sealed class CancelAtTheProviderTests : IAsyncLifetime
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
        await worker!.PassAsync(time, ProtocolTimes.StoppedPatience - 60_000);
        Assert.Equal((TaskState.Running, true), await StateAsync());
        await worker!.PassAsync(time, 6 * 60_000);

        Assert.Equal((TaskState.Lost, true), await StateAsync());
        Assert.Null((await TaskAsync()).Billed);
    }

    [Theory]
    [InlineData("None")]
    [InlineData("Throttled")]
    public async Task A_provider_that_did_not_answer_is_asked_again(string first)
    {
        var provider = new StubApi { Result = () => new PollOutcome.Pending(), Cancel = () => Enum.Parse<CancelReply>(first) };
        provider.Answer = _ => provider.Accept();
        await RunAsync(provider);

        await CancelAsync();
        await PollAsync();
        Assert.Equal((TaskState.Running, false), await StateAsync());
        Assert.Equal(0, await PollAsync());
        provider.Cancel = () => CancelReply.Taken;
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
    public async Task A_task_whose_cancel_was_refused_is_not_lost_because_the_provider_does_not_know_it_for_a_while()
    {
        var provider = new StubApi { Result = () => new PollOutcome.NotFound(), Cancel = () => CancelReply.Refused };
        provider.Answer = _ => provider.Accept();
        await RunAsync(provider);

        await CancelAsync();
        await worker!.PassAsync(time, 6 * ProtocolTimes.StoppedPatience);

        Assert.Equal((TaskState.Running, true), await StateAsync());
    }

    [Fact]
    public async Task Only_ten_minutes_in_which_it_is_never_known_make_a_stopped_task_lost()
    {
        var provider = new StubApi { Result = () => new PollOutcome.Pending(), Cancel = () => CancelReply.Taken };
        provider.Answer = _ => provider.Accept();
        await RunAsync(provider);
        await CancelAsync();

        // The provider took the cancel long ago and goes on working; then it loses sight of the task for a moment, now and then.
        for (var round = 0; round < 5; round++)
        {
            provider.Result = () => new PollOutcome.Pending();
            await worker!.PassAsync(time, ProtocolTimes.StoppedPatience);
            provider.Result = () => new PollOutcome.NotFound();
            await worker!.PassAsync(time, ProtocolTimes.StoppedPatience - 120_000);
            Assert.Equal((TaskState.Running, true), await StateAsync());
        }
    }

    [Theory]
    [InlineData("200 OK", """{"code":10000,"message":"Success","data":{}}""", "Taken")]
    [InlineData("400 Bad Request", """{"code":50200,"message":"this task can not be cancelled","data":null}""", "Refused")]
    [InlineData("400 Bad Request", """{"code":59999,"message":"x","request_id":"r1","data":null}""", "Refused")]
    [InlineData("404 Not Found", """{"ResponseMetadata":{"RequestId":"r1","Error":{"Code":"InvalidActionOrVersion","Message":"x"}}}""", "Refused")]
    [InlineData("403 Forbidden", """{"ResponseMetadata":{"RequestId":"r1","Error":{"Code":"AccessDenied","Message":"x"}}}""", "Refused")]
    [InlineData("429 Too Many Requests", """{"code":50429,"message":"x","data":null}""", "Throttled")]
    [InlineData("500 Internal Server Error", """{"code":50500,"message":"x","data":null}""", "None")]
    [InlineData("403 Forbidden", """{"ResponseMetadata":{"RequestId":"r1","Error":{"Code":"SignatureDoesNotMatch","Message":"x"}}}""", "None")]
    [InlineData("429 Too Many Requests", "<html>Slow down</html>", "Throttled")]
    [InlineData("502 Bad Gateway", "", "None")]
    [InlineData("200 OK", "<html>Please sign in</html>", "None")]
    [InlineData("403 Forbidden", "<html>Blocked</html>", "None")]
    public async Task An_answer_to_a_cancel_means(string head, string body, string reply)
    {
        await using var server = RawServer.Answering(head, body);
        using var visual = new Visuals(server.Url);

        Assert.Equal(reply, (await visual.CancelAsync()).ToString());
    }

    [Fact]
    public async Task An_account_whose_key_was_changed_is_asked_by_the_new_one_and_nobody_elses_refusal_counts()
    {
        await using var server = RawServer.Answering("400 Bad Request", """{"code":50200,"message":"no such task","data":null}""");
        using var visual = new Visuals(server.Url);

        Assert.Equal(CancelReply.None, await visual.CancelAsync("cred_of_a_key_that_is_gone"));
        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public async Task Whoever_wants_it_asked_for_at_once_is_not_overruled_by_an_answer_that_was_on_its_way()
    {
        var provider = new StubApi();
        provider.Answer = _ => provider.Accept();
        await RunAsync(provider);
        var asked = await TaskAsync();
        const long Now = 5;

        var note = new PollNote(At: 6, NextPollAt: 100, Faults: 0);

        foreach (var woken in new[] { TaskRules.Cancel(asked, Now, CancelReason.Person)!, TaskRules.CalledBack(asked, toldTaskId: null, Now)! })
            Assert.Equal(Now, TaskRules.PollAgain(woken, asked, note)!.NextPollAt);
        Assert.Equal(100, TaskRules.PollAgain(asked, asked, note)!.NextPollAt);
    }

    private async Task RunAsync(SimulatorSettings settings)
    {
        simulator = SimulatorApp.Create(new SimulatorOptions { Settings = settings }, time);
        await simulator.StartAsync(TestContext.Current.CancellationToken);
        worker = Replica.OfSimulator(store, time, simulator.Urls.First());
        await SubmitAsync();
    }

    private async Task RunAsync(StubApi provider)
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
