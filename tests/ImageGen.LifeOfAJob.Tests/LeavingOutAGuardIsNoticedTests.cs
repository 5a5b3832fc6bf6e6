using ImageGen.LifeOfAJob.Tests.Simulation;
using ImageGen.LifeOfAJob.Tests.Simulation.Flaws;
using ImageGen.LifeOfAJob.Tests.Simulation.Witnesses;

namespace ImageGen.LifeOfAJob.Tests;

/// <summary>
/// The simulation is worth what it notices: each guard of the protocol is left out in turn, and lives must break the invariant that
/// it holds. They may break others on the way there: which one a life meets first is a matter of dice.
/// </summary>
public sealed class LeavingOutAGuardIsNoticedTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(nameof(Guards.RecoveryMakesReady), nameof(Invariant.PaidOnce))]
    [InlineData(nameof(Guards.LateIdIsDropped), nameof(Invariant.PaidPictureArrives))]
    [InlineData(nameof(Guards.LateAnswerIsDropped), nameof(Invariant.PaidPictureArrives))]
    [InlineData(nameof(Guards.ArrivedPictureIsDropped), nameof(Invariant.PaidPictureArrives))]
    [InlineData(nameof(Guards.BrokenStreamGoesBack), nameof(Invariant.PaidOnce))]
    [InlineData(nameof(Guards.RepetitionIsOnlyAcknowledged), nameof(Invariant.NeverStuck))]
    [InlineData(nameof(Guards.NobodyAsksAgain), nameof(Invariant.NeverStuck))]
    [InlineData(nameof(Guards.EarlyCancelLeavesNothing), nameof(Invariant.NeverStuck))]
    [InlineData(nameof(Guards.JobsSaysStopped), nameof(Invariant.StoppedIsUnpaid))]
    [InlineData(nameof(Guards.OldFactsSetTheStatus), nameof(Invariant.StatusIsOfItsAttempt))]
    [InlineData(nameof(Guards.CloseStopsPolling), nameof(Invariant.EndsByItsWord))]
    [InlineData(nameof(Guards.NudgeGenerates), nameof(Invariant.NeverStuck))]
    [InlineData(nameof(Guards.RetryLeavesOpen), nameof(Invariant.NeverStuck))]
    [InlineData(nameof(Guards.LateNotSentGoesBack), nameof(Invariant.GivenUpStaysGivenUp))]
    [InlineData(nameof(Guards.OutageGivesUp), nameof(Invariant.GoneMeansGone))]
    public void Lives_break_the_invariant_that_the_guard_holds(string guard, string broken)
    {
        var found = FlawedLives.Until((Flaw)Activator.CreateInstance(typeof(Guards).GetNestedType(guard)!)!, Enum.Parse<Invariant>(broken));
        output.WriteLine($"{guard}: {found}");
        Assert.NotNull(found.Violation);
    }
}
