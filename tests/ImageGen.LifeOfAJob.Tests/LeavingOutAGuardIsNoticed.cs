using ImageGen.LifeOfAJob.Tests.Simulation;

namespace ImageGen.LifeOfAJob.Tests;

/// <summary>The simulation is worth what it notices: each guard of the protocol is left out in turn, and an invariant must break.</summary>
public sealed class LeavingOutAGuardIsNoticed(ITestOutputHelper output)
{
    private const ulong MostLives = 5_000;

    [Theory]
    [InlineData(nameof(Guards.RecoveryMakesReady), nameof(Invariant.PaidOnce))]
    [InlineData(nameof(Guards.LateIdIsDropped), nameof(Invariant.PaidPictureArrives))]
    [InlineData(nameof(Guards.RepetitionIsOnlyAcknowledged), nameof(Invariant.NeverStuck))]
    [InlineData(nameof(Guards.NobodyAsksAgain), nameof(Invariant.NeverStuck))]
    [InlineData(nameof(Guards.EarlyCancelLeavesNothing), nameof(Invariant.NeverStuck))]
    [InlineData(nameof(Guards.JobsSaysStopped), nameof(Invariant.StoppedIsUnpaid))]
    [InlineData(nameof(Guards.OldFactsSetTheStatus), nameof(Invariant.StatusIsOfItsAttempt))]
    [InlineData(nameof(Guards.CloseStopsPolling), nameof(Invariant.PaidPictureArrives))]
    [InlineData(nameof(Guards.NudgeGenerates), nameof(Invariant.NeverStuck))]
    [InlineData(nameof(Guards.RetryLeavesOpen), nameof(Invariant.NeverStuck))]
    [InlineData(nameof(Guards.LateNotSentGoesBack), nameof(Invariant.GivenUpStaysGivenUp))]
    public void The_invariant_that_breaks_is_the_one_the_guard_holds(string guard, string broken)
    {
        var leftOut = (LeftOut)Activator.CreateInstance(typeof(Guards).GetNestedType(guard)!)!;
        for (ulong seed = 1; seed <= MostLives; seed++)
        {
            var life = new Life(LifePlan.Any(seed) with { LeftOut = leftOut }).Run();
            if (life.Witness.Violation is { } violation)
            {
                output.WriteLine($"life {seed}: {life.Report()}");
                Assert.Equal(broken, violation.Invariant.ToString());
                return;
            }
        }
        Assert.Fail($"{MostLives} lives without {guard}, and nothing was noticed.");
    }
}
