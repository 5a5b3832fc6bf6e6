using ImageGen.Volcengine.Apis;
using ImageGen.Volcengine.Tasks;
using ImageGen.Volcengine.Tests.Support;
using ImageGen.Volcengine.Wire;
using Microsoft.Extensions.Time.Testing;

namespace ImageGen.Volcengine.Tests.Polling;

/// <summary>What is paid ends by the provider's word or by time, never by a count of tries.</summary>
public sealed class PaidTaskVerdictTests : IAsyncLifetime
{
    private const long Second = 1_000;
    private const long Minute = 60 * Second;
    private const long Hour = 60 * Minute;

    private readonly FakeTimeProvider time = Clock.Stopped();
    private readonly Store store = Store.Sqlite();
    private readonly StubApi provider = new();
    private Replica worker = null!;

    public async ValueTask InitializeAsync()
    {
        provider.Answer = _ => provider.Accept();
        worker = Replica.Over(store, time, provider);
        await worker.AskAsync(Commands.Of("job_1", time));
        await worker.SubmitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await worker.DisposeAsync();
        store.Dispose();
    }

    /// <summary>50500, and codes that nobody has listed.</summary>
    [Theory]
    [InlineData(12 * Second)]
    [InlineData(10 * Minute)]
    [InlineData(Hour)]
    public async Task A_back_end_that_fails_for_a_while_loses_nothing(long failsFor)
    {
        await SaysAsync(new PollOutcome.Faulted(StubApi.Error("provider_error", "50500")), failsFor);
        Assert.Equal(TaskState.Running, (await TaskAsync()).State);

        await ThenItsPictureComesAsync();
    }

    [Fact]
    public async Task A_task_that_is_not_found_for_minutes_and_then_is_brings_its_picture()
    {
        await SaysAsync(new PollOutcome.NotFound(), 20 * Minute);
        Assert.Equal(TaskState.Running, (await TaskAsync()).State);

        await ThenItsPictureComesAsync();
    }

    [Fact]
    public async Task A_task_that_is_done_without_a_picture_at_first_brings_it_when_it_has_it()
    {
        await SaysAsync(new PollOutcome.Done([], RequestId: null), 3 * Minute);
        Assert.Equal(TaskState.Running, (await TaskAsync()).State);

        await ThenItsPictureComesAsync();
    }

    [Fact]
    public async Task A_task_that_stays_done_without_a_picture_has_failed_and_nobody_claims_that_it_was_free()
    {
        await SaysAsync(new PollOutcome.Done([], RequestId: null), ProtocolTimes.NoPicturePatience);
        Assert.Equal(TaskState.Running, (await TaskAsync()).State);
        await worker.PassAsync(time, 5 * Minute);

        var task = await TaskAsync();
        Assert.Equal((TaskState.Failed, "not_delivered", null), (task.State, task.Error?.Code, task.Billed));
    }

    [Fact]
    public async Task The_same_answer_counts_from_when_it_was_given_first_without_another_between()
    {
        for (var round = 0; round < 5; round++)
        {
            await SaysAsync(new PollOutcome.Done([], RequestId: null), 4 * Minute);
            await SaysAsync(new PollOutcome.Pending(), 5 * Minute);
            Assert.Equal(TaskState.Running, (await TaskAsync()).State);
        }

        await ThenItsPictureComesAsync();
    }

    [Theory]
    [InlineData("NotFound")]
    [InlineData("Faulted")]
    [InlineData("Unavailable")]
    [InlineData("Throttled")]
    [InlineData("Pending")]
    public async Task Whatever_it_says_after_thirteen_hours_the_provider_has_forgotten_it(string answer)
    {
        provider.Result = () => answer switch
        {
            "NotFound" => new PollOutcome.NotFound(),
            "Faulted" => new PollOutcome.Faulted(StubApi.Error("provider_error")),
            "Pending" => new PollOutcome.Pending(),
            _ => new PollOutcome.Unavailable("no network", Throttled: answer == "Throttled"),
        };
        await worker.PassAsync(time, (13 * Hour) - Minute);
        Assert.Equal(TaskState.Running, (await TaskAsync()).State);
        await worker.PassAsync(time, 10 * Minute);

        var task = await TaskAsync();
        Assert.Equal((TaskState.Lost, "lost", null), (task.State, task.Error?.Code, task.Billed));
    }

    [Fact]
    public async Task The_providers_own_word_ends_a_task_at_once()
    {
        await SaysAsync(new PollOutcome.Failed(StubApi.Error("output_rejected", "50511")), Minute);

        var task = await TaskAsync();
        Assert.Equal((TaskState.Failed, "output_rejected", false), (task.State, task.Error?.Code, task.Billed));
        Assert.Single(provider.Asked);
    }

    [Fact]
    public async Task Answers_that_say_nothing_only_stretch_the_pauses()
    {
        await SaysAsync(new PollOutcome.Faulted(StubApi.Error("provider_error")), Hour);
        Assert.InRange(provider.Asked.Count, 15, 25);

        await SaysAsync(new PollOutcome.Pending(), 5 * Minute);
        Assert.Equal(0, (await TaskAsync()).PollFaults);
    }

    private async Task SaysAsync(PollOutcome outcome, long milliseconds)
    {
        provider.Result = () => outcome;
        await worker.PassAsync(time, milliseconds);
    }

    private async Task ThenItsPictureComesAsync()
    {
        provider.Result = () => new PollOutcome.Done([new ProviderPicture("https://pictures.example/1.png")], RequestId: null);
        await worker.PassAsync(time, 5 * Minute);
        Assert.Equal(TaskState.Delivered, (await TaskAsync()).State);
        Assert.Single(provider.Submits);
    }

    private Task<GenerationTask> TaskAsync() => worker.TaskAsync("job_1:1:0");
}
