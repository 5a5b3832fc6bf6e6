using System.Collections.Concurrent;
using System.Globalization;
using ImageGen.Volcengine.Apis;
using ImageGen.Volcengine.Tasks;
using ImageGen.Volcengine.Tests.Support;
using ImageGen.Volcengine.Wire;
using Microsoft.Extensions.Time.Testing;

namespace ImageGen.Volcengine.Tests.Polling;

/// <summary>The schedule in the worker itself: documents, claims and all, on a clock that jumps from question to question.</summary>
public sealed class QuestionsOfAWorkerTests
{
    private const int AtOnce = 10;
    private const int WarmUp = 6;
    private const int Rounds = 20;

    private readonly FakeTimeProvider time = Clock.Stopped();
    private readonly ConcurrentDictionary<string, long> doneAt = new();

    [Fact]
    public async Task Are_at_most_eight_a_job_and_find_its_result_in_time()
    {
        using var store = Store.Sqlite();
        var provider = new StubApi();
        provider.Answer = call => Accept(provider, call);
        provider.ResultOf = task => time.Milliseconds() < doneAt[task.TaskId]
            ? new PollOutcome.Pending()
            : new PollOutcome.Done([new ProviderPicture("https://pictures.example/1.png")], RequestId: null);
        await using var worker = Replica.Over(store, time, provider);

        var tasks = new List<GenerationTask>();
        for (var round = 0; round < Rounds; round++)
        {
            if (round == WarmUp)
            {
                tasks.Clear();
                provider.Asked.Clear();
            }

            var jobs = Enumerable.Range(round * AtOnce, AtOnce).Select(job => $"job_{job}").ToList();
            foreach (var job in jobs)
                await worker.AskAsync(Commands.Of(job, time));
            await worker.SubmitAsync();
            await worker.PassAsync(time, 60_000);
            foreach (var job in jobs)
                tasks.Add(await worker.TaskAsync($"{job}:1:0"));
        }

        Assert.All(tasks, task => Assert.Equal(TaskState.Delivered, task.State));
        Assert.InRange((double)provider.Asked.Count / tasks.Count, 1, 8);
        var late = tasks.Average(task => (double)(task.FinishedAt!.Value - doneAt[task.ProviderTaskId!]) / (doneAt[task.ProviderTaskId!] - task.StartedAt!.Value));
        Assert.InRange(late, 0, 0.035);
    }

    private SubmitOutcome.Accepted Accept(StubApi provider, ProviderCall call)
    {
        var accepted = (SubmitOutcome.Accepted)provider.Accept();
        // What it takes follows from its job, so that each run is the same.
        var dice = new Random(int.Parse(call.Body.AsSpan("job_".Length), CultureInfo.InvariantCulture));
        doneAt[accepted.TaskId] = time.Milliseconds() + dice.Next(7_000, 13_000);
        return accepted;
    }
}
