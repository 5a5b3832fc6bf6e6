using ImageGen.Jobs.Domain;
using ImageGen.LifeOfAJob.Tests.Simulation;
using ImageGen.LifeOfAJob.Tests.Simulation.Faults;
using ImageGen.LifeOfAJob.Tests.Simulation.People;
using ImageGen.LifeOfAJob.Tests.Simulation.World;

namespace ImageGen.LifeOfAJob.Tests;

/// <summary>A process dies at one step, and starts anew with nothing in its memory. <c>SEED</c> lives one seed alone.</summary>
public sealed class KillAtEveryPointTests
{
    private const int PairsOfKills = 1_000;

    public static TheoryData<string> Scenario { get; } = [.. Scenarios.All];

    [Theory]
    [MemberData(nameof(Scenario))]
    public void A_process_that_dies_at_any_step_loses_nothing_and_pays_once(string scenario)
    {
        foreach (var seed in Seeds.UpTo(1))
        {
            foreach (var plan in new[] { ProcessPlan.Usual, ProcessPlan.Standalone }.Select(processes => Scenarios.Plan(scenario, seed) with { Processes = processes }))
            {
                var steps = new Life(plan).Run().Steps;
                for (var at = 1; at <= steps; at++)
                {
                    Holds(new Life(plan with { StepScript = Scripts.At(at, Fault.KillBefore) }).Run());
                    Holds(new Life(plan with { StepScript = Scripts.At(at, Fault.KillAfter) }).Run());
                }
            }
        }
    }

    [Fact]
    public void Nor_do_two_that_die_one_after_the_other()
    {
        var scenarios = Scenarios.All.ToArray();
        foreach (var seed in Seeds.UpTo(PairsOfKills))
        {
            var prng = new Prng(seed);
            var plan = Scenarios.Plan(scenarios[prng.Below(scenarios.Length)], seed) with { Processes = prng.Chance(0.5) ? ProcessPlan.Usual : ProcessPlan.Standalone };
            var (first, second) = (1 + prng.Below(60), 1 + prng.Below(60));
            Holds(new Life(plan with { StepScript = (_, _, step) => step == first || step == second ? Fault.KillAfter : Fault.None }).Run());
        }
    }

    /// <summary>The points that have a name. Only a death with a submission in hand leaves something for a person to decide.</summary>
    [Theory]
    [InlineData("before the job is written", "people", "jobs.insert", 1, "before", "Succeeded", 1)]
    [InlineData("after the job is written", "people", "jobs.insert", 1, "after", "Succeeded", 1)]
    [InlineData("after the command is published", "OutboxService", "publish GenerateImage", 1, "after", "Succeeded", 1)]
    [InlineData("after the command is written as a task", "GenerateImage", "generation_tasks.insert", 1, "after", "Succeeded", 1)]
    [InlineData("after the task is claimed", "SubmitLoop", "generation_tasks.claim", 1, "after", "Succeeded", 1)]
    [InlineData("before the intent", "SubmitLoop", "generation_tasks.replace", 1, "before", "Succeeded", 1)]
    [InlineData("after the intent", "SubmitLoop", "generation_tasks.replace", 1, "after", "NeedsAttention", 0)]
    [InlineData("before the call", "SubmitLoop", "submit to the provider", 1, "before", "NeedsAttention", 0)]
    [InlineData("after the call", "SubmitLoop", "submit to the provider", 1, "after", "NeedsAttention", 1)]
    [InlineData("before the task id is recorded", "SubmitLoop", "generation_tasks.replace", 2, "before", "NeedsAttention", 1)]
    [InlineData("after the task id is recorded", "SubmitLoop", "generation_tasks.replace", 2, "after", "Succeeded", 1)]
    [InlineData("before the result is recorded", "PollLoop", "generation_tasks.replace", 1, "before", "Succeeded", 1)]
    [InlineData("after the result is recorded", "PollLoop", "generation_tasks.replace", 1, "after", "Succeeded", 1)]
    [InlineData("after the pictures are published", "OutboxService", "publish ImagesGenerated", 1, "after", "Succeeded", 1)]
    [InlineData("after the copy is written down", "ImagesGenerated", "image_copies.insert", 1, "after", "Succeeded", 1)]
    [InlineData("after the object is put", "CopyLoop", "put images", 1, "after", "Succeeded", 1)]
    [InlineData("after the object is recorded", "CopyLoop", "image_copies.replace", 1, "after", "Succeeded", 1)]
    [InlineData("before a fact is folded", "ImagesGenerated", "jobs.replace", 1, "before", "Succeeded", 1)]
    public void Where_it_dies_decides_what_a_person_sees(string point, string flow, string what, int time, string side, string status, int paid)
    {
        var fault = side == "before" ? Fault.KillBefore : Fault.KillAfter;
        foreach (var seed in Seeds.UpTo(20))
        {
            var plan = LifePlan.One(seed, new Order { Closes = false }) with
            {
                Processes = seed % 2 == 0 ? ProcessPlan.Usual : ProcessPlan.Standalone,
                ProviderTimeScript = () => 0,
                // A fact that is overtaken by the next one has nothing to fold.
                IsSwift = true,
            };
            var life = new Life(plan with { StepScript = Scripts.At(flow, what, fault, time) }).Run();

            Holds(life);
            Assert.True(life.Deaths == 1, $"{point}: never reached. {life.Report()}");
            Assert.True(life.Job!.Status.ToString() == status, $"{point}: {life.Report()}");
            Assert.Equal(paid, life.Provider.Ledger.Count);
        }
    }

    private static void Holds(Life life)
    {
        Assert.True(life.Witness.Violation is null, life.Report());
        Assert.True(life.Job is { Settled: true } or { Status: JobStatus.NeedsAttention }, life.Report());
        Assert.All(life.Provider.Ledger.Where(entry => entry.Counts).CountBy(entry => entry.Part), part => Assert.Equal(1, part.Value));
    }
}
