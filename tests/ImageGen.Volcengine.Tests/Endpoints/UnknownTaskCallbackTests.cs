using System.Text;
using ImageGen.Contracts;
using ImageGen.Volcengine.Apis;
using ImageGen.Volcengine.Endpoints;
using ImageGen.Volcengine.Handlers;
using ImageGen.Volcengine.Tasks;
using ImageGen.Volcengine.Tests.Support;
using ImageGen.Volcengine.Wire;
using Microsoft.Extensions.Time.Testing;

namespace ImageGen.Volcengine.Tests.Endpoints;

/// <summary>
/// A callback may be the only one who knows the task of a submission whose answer was lost. Its word is looked into, and nothing but
/// the provider's answer counts.
/// </summary>
public sealed class UnknownTaskCallbackTests : IAsyncLifetime
{
    private const string Told = "7400000000000000077";

    private readonly FakeTimeProvider time = Clock.Stopped();
    private readonly Store store = Store.Sqlite();
    private readonly StubApi provider = new() { Answer = _ => new SubmitOutcome.Unknown("no answer", RequestId: null) };
    private Replica worker = null!;

    public async ValueTask InitializeAsync()
    {
        worker = Replica.Over(store, time, provider, ("ImageGen:PublicUrl", "http://images.example"));
        await worker.AskAsync(Commands.Of("job_1", time));
        await worker.SubmitAsync();
        Assert.Equal(TaskState.Unknown, (await TaskAsync()).State);
    }

    public async ValueTask DisposeAsync()
    {
        await worker.DisposeAsync();
        store.Dispose();
    }

    [Theory]
    [InlineData("""{"code":10000,"task_id":"7400000000000000077","data":{"status":"done"}}""")]
    [InlineData("""{"code":10000,"task_id":7400000000000000077,"data":null}""")]
    [InlineData("""{"code":10000,"data":{"task_id":"7400000000000000077"}}""")]
    public async Task Brings_its_picture(string body)
    {
        Assert.True(await CallAsync(body));
        await worker.PassAsync(time, 60_000);

        var task = await TaskAsync();
        Assert.Equal((TaskState.Delivered, Told), (task.State, task.ProviderTaskId));
        Assert.All(provider.Asked, asked => Assert.Equal(Told, asked.TaskId));
        Assert.Single(provider.Submits);
    }

    [Fact]
    public async Task Brings_it_also_after_the_part_was_given_up()
    {
        await worker.Get<CancelGenerationHandler>().HandleAsync(
            new CancelGeneration { JobId = "job_1", Attempt = 1, Indices = [0], Owner = "ada", Model = Commands.Model }, TestContext.Current.CancellationToken);
        Assert.Equal(TaskState.Abandoned, (await TaskAsync()).State);

        await CallAsync();
        await worker.PassAsync(time, 60_000);

        Assert.Equal(TaskState.Delivered, (await TaskAsync()).State);
    }

    [Fact]
    public async Task A_part_that_is_given_up_before_the_provider_could_be_asked_brings_it_too()
    {
        provider.Result = () => new PollOutcome.Unavailable("no network");
        await CallAsync();
        await worker.PollAsync();
        await worker.Get<CancelGenerationHandler>().HandleAsync(
            new CancelGeneration { JobId = "job_1", Attempt = 1, Indices = [0], Owner = "ada", Model = Commands.Model }, TestContext.Current.CancellationToken);

        await ThenThePictureComesAsync();
    }

    [Fact]
    public async Task That_comes_while_the_answer_is_awaited_is_not_forgotten_when_that_is_lost()
    {
        await worker.AskAsync(Commands.Of("job_2", time));
        // Nobody can be asked yet, and then the answer to the submission never comes.
        provider.Result = () => new PollOutcome.Unavailable("no network");
        provider.Working = (_, _) => CallAsync(task: "job_2:1:0");
        await worker.SubmitAsync();
        Assert.Equal(TaskState.Unknown, (await worker.TaskAsync("job_2:1:0")).State);

        await ThenThePictureComesAsync("job_2:1:0");
    }

    [Fact]
    public async Task Is_looked_into_again_where_the_provider_can_not_say()
    {
        provider.Result = () => new PollOutcome.NotFound();
        await CallAsync();
        await worker.PassAsync(time, 600_000);
        Assert.Equal((TaskState.Unknown, null), ((await TaskAsync()).State, (await TaskAsync()).ProviderTaskId));

        await ThenThePictureComesAsync();
    }

    [Fact]
    public async Task Is_looked_into_no_more_when_the_provider_has_forgotten_whatever_there_was()
    {
        provider.Result = () => new PollOutcome.NotFound();
        await CallAsync();
        await worker.PassAsync(time, 2 * ProviderTimes.TaskLife);

        var task = await TaskAsync();
        Assert.Equal((TaskState.Unknown, null, null), (task.State, task.ProviderTaskId, task.NextPollAt));
        Assert.InRange(provider.Asked.Count, 100, 200);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("[]")]
    [InlineData("""{"task_id":""}""")]
    [InlineData("""{"task_id":["1"]}""")]
    [InlineData("""{"task_id":"\ud800"}""")]
    [InlineData("""{"code":10000,"data":{"status":"done"}}""")]
    public async Task Without_an_id_changes_nothing(string body)
    {
        Assert.True(await CallAsync(body));
        await worker.PassAsync(time, 60_000);

        Assert.Equal(TaskState.Unknown, (await TaskAsync()).State);
        Assert.Empty(provider.Asked);
    }

    [Fact]
    public async Task Of_a_running_task_names_nothing_new()
    {
        provider.Answer = _ => provider.Accept();
        await worker.AskAsync(Commands.Of("job_2", time));
        await worker.SubmitAsync();

        await CallAsync(task: "job_2:1:0");
        await worker.PollAsync();

        var task = await worker.TaskAsync("job_2:1:0");
        Assert.Equal((TaskState.Delivered, "task-1"), (task.State, task.ProviderTaskId));
    }

    [Fact]
    public async Task Is_not_even_read_from_who_does_not_know_the_secret()
    {
        var name = System.Buffers.Text.Base64Url.EncodeToString("job_1:1:0"u8);

        Assert.False(await worker.Get<CallbackHandler>().HandleAsync($"{name}.wrong", new Unreadable(), TestContext.Current.CancellationToken));
    }

    private async Task<bool> CallAsync(string body = """{"task_id":"7400000000000000077"}""", string task = "job_1:1:0")
    {
        var name = System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(task));
        var secret = (await worker.TaskAsync(task)).Submission!.CallbackSecret;
        return await worker.Get<CallbackHandler>().HandleAsync(
            $"{name}.{secret}", new MemoryStream(Encoding.UTF8.GetBytes(body)), TestContext.Current.CancellationToken);
    }

    private async Task ThenThePictureComesAsync(string task = "job_1:1:0")
    {
        provider.Result = () => new PollOutcome.Done([new ProviderPicture("https://pictures.example/1.png")], RequestId: null);
        await worker.PassAsync(time, 600_000);
        Assert.Equal(TaskState.Delivered, (await worker.TaskAsync(task)).State);
    }

    private Task<GenerationTask> TaskAsync() => worker.TaskAsync("job_1:1:0");

    private sealed class Unreadable : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw new InvalidOperationException("It was read.");
    }
}
