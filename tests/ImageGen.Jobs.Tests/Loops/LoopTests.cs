using ImageGen.Contracts;
using ImageGen.Jobs.Changes;
using ImageGen.Jobs.Domain;
using ImageGen.Jobs.Facts;
using ImageGen.Jobs.Loops;
using ImageGen.Jobs.Tests.Support;
using ImageGen.Persistence;
using ImageGen.TestKit;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace ImageGen.Jobs.Tests.Loops;

public sealed class LoopTests : IAsyncLifetime
{
    private readonly FakeTimeProvider time = new(DateTimeOffset.FromUnixTimeMilliseconds(Some.Now));
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("jobs-tests-");
    private readonly JobsHost host;

    public LoopTests() => host = new JobsHost(folder.FullName, time);

    public ValueTask InitializeAsync() => host.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_job_that_hears_nothing_asks_again()
    {
        var id = await host.CreateIdAsync();
        await SentAsync(id, 1);
        Assert.Equal(0, await host.Service<NudgeLoop>().RunOnceAsync(CancellationToken.None));
        time.Advance(TimeSpan.FromMinutes(2));
        await Eventually.HoldsAsync("the loop finds the job due", async () =>
        {
            await host.Service<NudgeLoop>().RunOnceAsync(CancellationToken.None);
            return (await JobAsync(id)).Nudges == 1;
        });
        await SentAsync(id, 2);
    }

    [Fact]
    public async Task A_job_that_waits_too_long_expires()
    {
        var id = await host.CreateIdAsync("""{"prompt": "a fox", "queue_deadline_s": 60}""");
        time.Advance(TimeSpan.FromSeconds(61));
        await Eventually.HoldsAsync("the loop ends the job", async () =>
        {
            await host.Service<DeadlineLoop>().RunOnceAsync(CancellationToken.None);
            return (await JobAsync(id)).Status == JobStatus.Expired;
        });
        Assert.Equal("queue_deadline", (await host.ReadAsync("/api/v1/jobs/" + id)).GetProperty("error").GetProperty("code").GetString());
        await Eventually.HoldsAsync("the worker is told", () => Task.FromResult(host.Commands.Received.OfType<CancelGeneration>().Any(cancel => cancel.JobId == id)));
    }

    [Fact]
    public async Task A_process_that_starts_again_asks_for_everything_unsettled()
    {
        var open = await host.CreateIdAsync();
        var ended = await host.CreateIdAsync();
        await host.TellAsync(ended, Some.Failed(0));
        await SentAsync(open, 1);
        await host.DisposeAsync();

        // On the same clock: for the machine's own, the jobs may lie in the future.
        await using var again = new JobsHost(folder.FullName, time);
        await again.InitializeAsync();
        await Eventually.HoldsAsync(
            "the open job asks again", () => Task.FromResult(again.Commands.Received.OfType<GenerateImage>().Any(command => command.JobId == open)));
        Assert.DoesNotContain(again.Commands.Received.OfType<GenerateImage>(), command => command.JobId == ended);
    }

    [Fact]
    public async Task A_fact_about_an_unknown_job_makes_none_and_is_told_to_an_operator()
    {
        var log = new Lines();
        await new JobFactHandler(host.Service<JobChanges>(), log).HandleAsync(Some.Stored(0), CancellationToken.None);
        Assert.Null(await host.Service<IDocuments<Job>>().GetAsync(Some.JobId, CancellationToken.None));
        Assert.Equal(0, (await host.ReadAsync("/api/v1/jobs")).GetProperty("data").GetArrayLength());
        Assert.Equal("Warning: A fact about job_1 was ignored: there is no such job", Assert.Single(log.Said));
    }

    [Fact]
    public async Task A_repeated_fact_writes_nothing()
    {
        var id = await host.CreateIdAsync();
        await SentAsync(id, 1);
        await Eventually.HoldsAsync("the outbox is empty", async () => (await JobAsync(id)).Outbox.Count == 0);
        var handler = host.Service<JobFactHandler>();
        var fact = Some.Started(0) with { JobId = id };
        await handler.HandleAsync(fact, CancellationToken.None);
        var version = (await StoredAsync(id)).Version;
        await handler.HandleAsync(fact, CancellationToken.None);
        Assert.Equal(version, (await StoredAsync(id)).Version);
    }

    [Fact]
    public async Task Facts_at_once_are_all_kept()
    {
        var id = await host.CreateIdAsync("""{"prompt": "a fox", "count": 15}""");
        var handler = host.Service<JobFactHandler>();
        await Task.WhenAll(Enumerable.Range(0, 15).Select(index => Task.Run(() => handler.HandleAsync(Some.Stored(index) with { JobId = id }, CancellationToken.None))));
        var job = await JobAsync(id);
        Assert.Equal(JobStatus.Succeeded, job.Status);
        Assert.True(job.Settled);
    }

    private sealed class Lines : ILogger<JobFactHandler>
    {
        public List<string> Said { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Said.Add($"{logLevel}: {formatter(state, exception)}");
    }

    private async Task<Stored<Job>> StoredAsync(string id) => (await host.Service<IDocuments<Job>>().GetAsync(id, CancellationToken.None))!;

    private async Task<Job> JobAsync(string id) => (await StoredAsync(id)).Body;

    private Task SentAsync(string id, int times) => Eventually.HoldsAsync(
        $"the command was sent {times} times",
        () => Task.FromResult(host.Commands.Received.OfType<GenerateImage>().Count(command => command.JobId == id) >= times));
}
