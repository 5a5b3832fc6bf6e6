using ImageGen.Volcengine.Admission;
using ImageGen.Volcengine.Polling;
using ImageGen.Volcengine.Tasks;
using ImageGen.Volcengine.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace ImageGen.Volcengine.Tests.Admission;

/// <summary>Who waits behind whom, also where there is one owner only.</summary>
public sealed class FairnessTests : IDisposable
{
    private const string Local = "local";

    private readonly FakeTimeProvider time = Clock.Stopped();
    private readonly Store store = Store.Sqlite();
    private readonly StubApi provider = new();

    public FairnessTests() => provider.Answer = _ => provider.Accept();

    public void Dispose() => store.Dispose();

    [Fact]
    public async Task A_batch_gives_way_to_what_its_own_owner_waits_for()
    {
        await using var worker = OneAtATime();
        await worker.AskAsync(Commands.Of("job_batch", time, count: 20, owner: Local, priority: "batch"));
        await worker.AskAsync(Commands.Of("job_person", time, owner: Local));

        Assert.InRange((await OrderAsync(worker, 21)).IndexOf("job_person"), 0, 1);
    }

    [Fact]
    public async Task A_batch_moves_beside_what_its_own_owner_waits_for()
    {
        await using var worker = OneAtATime();
        await worker.AskAsync(Commands.Of("job_batch", time, count: 20, owner: Local, priority: "batch"));
        await worker.AskAsync(Commands.Of("job_person", time, count: 20, owner: Local));

        Assert.InRange((await OrderAsync(worker, 20)).Count(job => job == "job_batch"), 3, 5);
    }

    [Fact]
    public async Task What_the_same_owner_asks_for_later_comes_later()
    {
        await using var worker = OneAtATime();
        await worker.AskAsync(Commands.Of("job_1", time, count: 5, owner: Local));
        await worker.AskAsync(Commands.Of("job_2", time, count: 5, owner: Local));

        Assert.Equal([.. Enumerable.Repeat("job_1", 5), .. Enumerable.Repeat("job_2", 5)], await OrderAsync(worker, 10));
    }

    /// <summary>Ranks begin anew where nobody waits; one that was on the wire meanwhile still has its old one.</summary>
    [Fact]
    public async Task A_part_that_started_nothing_is_not_behind_those_that_came_after_it()
    {
        await using var worker = OneAtATime();
        await worker.AskAsync(Commands.Of("job_old", time, count: 60, owner: Local));
        await OrderAsync(worker, 59);
        // The last one is on the wire; nobody waits now.
        provider.Working = async (call, _) =>
        {
            if (call.Body == "job_old")
                await worker.AskAsync(Commands.Of("job_new", time, count: 118, owner: Local));
        };
        provider.Answer = call => call.Body == "job_old" ? StubApi.Throttle : provider.Accept();
        await worker.SubmitAsync();
        Assert.Equal(TaskState.Ready, (await worker.TaskAsync("job_old:1:59")).State);

        provider.Working = (_, _) => Task.CompletedTask;
        provider.Answer = _ => provider.Accept();
        time.Pass(10_000);
        Assert.InRange((await OrderAsync(worker, 119)).IndexOf("job_old"), 0, 1);
    }

    [Fact]
    public async Task The_parts_of_a_version_that_knew_no_lines_are_waited_behind()
    {
        await using var worker = OneAtATime();
        await worker.AskAsync(Commands.Of("job_1", time, count: 3, owner: Local));
        var line = new WaitingLine(worker.Tasks);
        var of = new ImageGen.Persistence.FieldValue(TaskFields.WaitingOwner, Local);
        Assert.Equal(3, await worker.Tasks.CountAsync([of], 10, TestContext.Current.CancellationToken));
        Assert.Equal([4_000], await line.JoinAsync(Commands.Model, Local, "interactive", 1, TestContext.Current.CancellationToken));
    }

    private Replica OneAtATime() => Replica.Over(store, time, provider, ("Volcengine:Limits:*:Concurrency", "1"));

    /// <returns>The jobs in the order in which the next places go to their parts.</returns>
    private async Task<List<string>> OrderAsync(Replica worker, int parts)
    {
        var before = provider.Submits.Count;
        for (var n = 0; n < parts; n++)
        {
            time.Pass(3_000);
            Assert.Equal(1, await worker.SubmitAsync());
            time.Pass(60_000);
            await worker.Get<PollHandler>().RunOnceAsync(TestContext.Current.CancellationToken);
        }

        return [.. provider.Submits.Skip(before).Select(call => call.Body)];
    }
}
