using ImageGen.Jobs.Domain;
using ImageGen.LifeOfAJob.Tests.Simulation;
using ImageGen.LifeOfAJob.Tests.Simulation.Faults;

namespace ImageGen.LifeOfAJob.Tests;

/// <summary>What a finished job of one picture costs the stores and the broker, so that nobody adds a write unseen.</summary>
public sealed class WritesOfAJobTests(ITestOutputHelper output)
{
    private const int Lives = 200;

    // Accept, fold three facts, and take the sent command out.
    private const int WritesOfTheJob = 5;

    // Insert, claim, intend, record the task id, claim the poll, deliver, and take each of two sent facts out.
    private const int WritesOfTheTask = 8;

    // Insert, claim, store, and take the sent fact out.
    private const int WritesOfTheCopy = 4;

    /// <summary>A claim is a write too. Each poll that finds the picture unfinished adds two: its claim and its next time.</summary>
    [Fact]
    public void A_finished_one_picture_job_costs_seventeen_small_writes_and_four_messages()
    {
        var writes = new Dictionary<(long, long, long), int>();
        foreach (var seed in Seeds.UpTo(Lives))
        {
            var published = new HashSet<Guid>();
            var life = new Life(LifePlan.One(seed) with
            {
                IsSwift = true,
                ProviderTimeScript = () => 0,
                MessageScript = message =>
                {
                    published.Add(message.Entry.Id);
                    return MessageFate.Delivered;
                },
            }).Run();

            Assert.Equal(JobStatus.Succeeded, life.Job!.Status);
            Assert.True(published.Count == 4, life.Report());
            var cost = (life.Jobs.WritesTo("job_a"), life.Tasks.WritesTo("job_a:1:0"), life.Copies.WritesTo("img_a_1_0"));
            writes[cost] = writes.GetValueOrDefault(cost) + 1;
        }
        foreach (var (cost, lives) in writes)
            output.WriteLine($"{cost}: {lives} lives");
        // Two processes that claim at the same moment may cost one more.
        Assert.Equal((WritesOfTheJob, WritesOfTheTask, WritesOfTheCopy), writes.MaxBy(cost => cost.Value).Key);
        Assert.All(writes.Keys, cost => Assert.InRange(cost.Item1 + cost.Item2 + cost.Item3, 1, WritesOfTheJob + WritesOfTheTask + WritesOfTheCopy + 1));
    }
}
