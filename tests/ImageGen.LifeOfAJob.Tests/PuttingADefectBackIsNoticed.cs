using ImageGen.LifeOfAJob.Tests.Simulation;

namespace ImageGen.LifeOfAJob.Tests;

/// <summary>
/// Defects that this platform once had are put back, one at a time, and lives must break the invariant that has been added for it. They
/// may break others on the way there: which one a life meets first is a matter of dice.
/// </summary>
public sealed class PuttingADefectBackIsNoticed(ITestOutputHelper output)
{
    [Theory]
    [InlineData(1, nameof(Defects.FailedPassKeepsPlaces), nameof(Invariant.NothingIsLeft))]
    [InlineData(3, nameof(Defects.UnsendableStaysFirst), nameof(Invariant.GoesOn))]
    [InlineData(6, nameof(Defects.LastLinkIsGivenUp), nameof(Invariant.GoneMeansGone))]
    [InlineData(7, nameof(Defects.ClaimsRunOut), nameof(Invariant.GoesOn))]
    [InlineData(10, nameof(Defects.RefusedWorkerFailsJobs), nameof(Invariant.CostsOnlyItself))]
    [InlineData(13, nameof(Defects.PagesRefuse), nameof(Invariant.UnbilledIsUnpaid))]
    [InlineData(13, nameof(Defects.IdBesideTheGatewayIsLost), nameof(Invariant.PaidPictureArrives))]
    [InlineData(15, nameof(Defects.LargeIsGivenUp), nameof(Invariant.GoneMeansGone))]
    [InlineData(15, nameof(Defects.SpoiltIsGivenUp), nameof(Invariant.GoneMeansGone))]
    [InlineData(16, nameof(Defects.OutagesRefuseCommands), nameof(Invariant.CostsOnlyItself))]
    [InlineData(17, nameof(Defects.RestoreIsNotNoticed), nameof(Invariant.PaidOnce))]
    [InlineData(18, nameof(Defects.BatchGoesFirst), nameof(Invariant.TakesTurns))]
    [InlineData(18, nameof(Defects.GivenBackKeepsAnOldRank), nameof(Invariant.TakesTurns))]
    [InlineData(21, nameof(Defects.IncomingIsNotPurged), nameof(Invariant.NothingIsLeft))]
    [InlineData(27, nameof(Defects.UnknownModelIsRefused), nameof(Invariant.CostsOnlyItself))]
    [InlineData(33, nameof(Defects.UnusedSlotIsKept), nameof(Invariant.NothingIsLeft))]
    public void Lives_break_the_invariant_that_it_hurt(int row, string defect, string broken)
    {
        var found = FlawedLives.Until((Flaw)Activator.CreateInstance(typeof(Defects).GetNestedType(defect)!)!, Enum.Parse<Invariant>(broken));
        output.WriteLine($"{row}: {found}");
        Assert.NotNull(found.Violation);
    }
}
