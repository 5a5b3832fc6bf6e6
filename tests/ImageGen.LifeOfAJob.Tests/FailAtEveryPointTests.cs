using ImageGen.LifeOfAJob.Tests.Simulation;
using ImageGen.LifeOfAJob.Tests.Simulation.Faults;
using ImageGen.LifeOfAJob.Tests.Simulation.World;

namespace ImageGen.LifeOfAJob.Tests;

/// <summary>One call of a store or of the broker fails, or its answer is lost: the same end as without it, and nobody is asked.</summary>
public sealed class FailAtEveryPointTests
{
    public static TheoryData<string> Scenario { get; } = [.. Scenarios.Certain];

    [Theory]
    [MemberData(nameof(Scenario))]
    public void A_call_that_fails_changes_nothing_in_the_end(string scenario)
    {
        foreach (var seed in Seeds.UpTo(1))
        {
            var plan = Scenarios.Plan(scenario, seed);
            var undisturbed = new Life(plan).Run();
            var expected = FinalDocuments.Of(undisturbed);
            for (var at = 1; at <= undisturbed.Steps; at++)
            {
                EndsAlike(new Life(plan with { StepScript = Failing(at, Fault.ErrorBefore) }).Run(), expected);
                EndsAlike(new Life(plan with { StepScript = Failing(at, Fault.ErrorAfter) }).Run(), expected);
            }
        }
    }

    // A person whose request failed asks again; that is another life.
    private static Func<Life, Step, int, Fault> Failing(int at, Fault fault) => (_, step, number) =>
        number == at && step is { Failure: not null, Flow: not "people" } ? fault : Fault.None;

    private static void EndsAlike(Life life, string expected)
    {
        Assert.True(life.Witness.Violation is null, life.Report());
        Assert.True(FinalDocuments.Of(life) == expected, $"It should have come to\n{expected}\n{life.Report()}");
    }
}
