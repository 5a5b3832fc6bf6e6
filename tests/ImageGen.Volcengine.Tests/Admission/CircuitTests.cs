using ImageGen.Volcengine.Apis;
using ImageGen.Volcengine.Recovering;
using ImageGen.Volcengine.Tasks;
using ImageGen.Volcengine.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace ImageGen.Volcengine.Tests.Admission;

/// <summary>The provider is away for minutes: jobs wait, and go on by themselves.</summary>
public sealed class CircuitTests : IAsyncLifetime
{
    private readonly FakeTimeProvider time = Clock.Stopped();
    private readonly Store store = Store.Sqlite();
    private readonly StubApi provider = new();
    private Replica one = null!;
    private Replica two = null!;

    public ValueTask InitializeAsync()
    {
        (one, two) = (Replica(), Replica());
        return ValueTask.CompletedTask;

        Replica Replica() => Support.Replica.Over(store, time, provider, ("Volcengine:Limits:*:Concurrency", "1000"));
    }

    public async ValueTask DisposeAsync()
    {
        await one.DisposeAsync();
        await two.DisposeAsync();
        store.Dispose();
    }

    [Fact]
    public async Task An_outage_behind_the_gateway_makes_a_handful_of_unknown_jobs_and_not_two_hundred()
    {
        provider.Answer = _ => new SubmitOutcome.Unknown("502", RequestId: null);
        provider.Alive = false;
        await one.AskAsync(Commands.Of("job_1", time, count: 200));
        await PassAsync(minutes: 10);
        var unknown = provider.Submits.Count;
        // What goes out at once before anybody has an answer is what one pass takes.
        Assert.InRange(unknown, 3, 32);
        Assert.True(provider.Probes > 5);

        provider.Alive = true;
        provider.Answer = _ => provider.Accept();
        await PassAsync(minutes: 2);
        Assert.Equal(200, provider.Submits.Count);
        Assert.Equal(200 - unknown, await CountAsync(TaskState.Running));
    }

    [Fact]
    public async Task Where_nothing_can_be_asked_for_free_one_submission_tries()
    {
        provider.Answer = _ => new SubmitOutcome.NotSent(StubApi.Error("provider_unreachable"));
        await one.AskAsync(Commands.Of("job_1", time, count: 50));
        await one.SubmitAsync();
        var first = provider.Submits.Count;
        await PassAsync(minutes: 5);

        // 5, 10, 20, 40, then every 60 seconds.
        Assert.InRange(provider.Submits.Count - first, 5, 9);
        Assert.Equal(50, await CountAsync(TaskState.Ready));

        provider.Answer = _ => provider.Accept();
        await PassAsync(minutes: 3);
        Assert.Equal(50, await CountAsync(TaskState.Running));
    }

    [Fact]
    public async Task A_submission_that_fails_although_the_service_answers_is_the_only_one_of_its_minute()
    {
        provider.Answer = _ => new SubmitOutcome.Unknown("502", RequestId: null);
        provider.Alive = true;
        await one.AskAsync(Commands.Of("job_1", time, count: 200));
        await one.SubmitAsync();
        var first = provider.Submits.Count;
        await PassAsync(minutes: 10);

        Assert.InRange(provider.Submits.Count - first, 5, 14);
    }

    [Fact]
    public async Task Who_waits_longer_than_its_deadline_ends_unbilled()
    {
        provider.Answer = _ => new SubmitOutcome.NotSent(StubApi.Error("provider_unreachable"));
        await one.AskAsync(Commands.Of("job_1", time, count: 4) with { NotAfter = time.GetUtcNow().AddMinutes(3) });
        await PassAsync(minutes: 4);
        for (var index = 0; index < 4; index++)
        {
            await one.Get<RecoverHandler>().RunOnceAsync(TestContext.Current.CancellationToken);
            var task = await one.TaskAsync($"job_1:1:{index}");
            Assert.Equal((TaskState.Refused, "queue_deadline", false), (task.State, task.Error!.Code, task.Billed));
        }
    }

    private async Task PassAsync(int minutes)
    {
        for (var seconds = 0; seconds < minutes * 60; seconds += 3)
        {
            await one.SubmitAsync();
            await two.SubmitAsync();
            time.Pass(3_000);
        }
    }

    private async Task<int> CountAsync(TaskState state)
    {
        var ids = Enumerable.Range(0, 200).Select(index => $"job_1:1:{index}").ToList();
        return (await one.Tasks.GetManyAsync(ids, TestContext.Current.CancellationToken)).Count(task => task.Body.State == state);
    }
}
