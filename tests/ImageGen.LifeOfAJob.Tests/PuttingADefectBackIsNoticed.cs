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
    [InlineData(2, nameof(Defects.FaultsEndTasks), nameof(Invariant.EndsByItsWord))]
    [InlineData(3, nameof(Defects.UnsendableStaysFirst), nameof(Invariant.GoesOn))]
    [InlineData(4, nameof(Defects.RetryOrdersAll), nameof(Invariant.RetryNeedsConsent))]
    [InlineData(5, nameof(Defects.ClocksStopTasks), nameof(Invariant.ClocksStopNothing))]
    [InlineData(6, nameof(Defects.LastLinkIsGivenUp), nameof(Invariant.GoneMeansGone))]
    [InlineData(7, nameof(Defects.ClaimsRunOut), nameof(Invariant.GoesOn))]
    [InlineData(8, nameof(Defects.UnreadableTakesOthersAlong), nameof(Invariant.GoesOn))]
    [InlineData(10, nameof(Defects.RefusedWorkerFailsJobs), nameof(Invariant.CostsOnlyItself))]
    [InlineData(11, nameof(Defects.CanceledCommandLeaves), nameof(Invariant.WithdrawnStaysHere))]
    [InlineData(12, nameof(Defects.DeferralIsNotHeard), nameof(Invariant.DeadlineFits))]
    [InlineData(13, nameof(Defects.PagesRefuse), nameof(Invariant.UnbilledIsUnpaid))]
    [InlineData(13, nameof(Defects.IdBesideTheGatewayIsLost), nameof(Invariant.PaidPictureArrives))]
    [InlineData(14, nameof(Defects.NotFoundIsFinal), nameof(Invariant.EndsByItsWord))]
    [InlineData(14, nameof(Defects.EmptyIsFinal), nameof(Invariant.EndsByItsWord))]
    [InlineData(15, nameof(Defects.LargeIsGivenUp), nameof(Invariant.GoneMeansGone))]
    [InlineData(15, nameof(Defects.SpoiltIsGivenUp), nameof(Invariant.GoneMeansGone))]
    [InlineData(16, nameof(Defects.OutagesRefuseCommands), nameof(Invariant.CostsOnlyItself))]
    [InlineData(17, nameof(Defects.RestoreIsNotNoticed), nameof(Invariant.PaidOnce))]
    [InlineData(18, nameof(Defects.BatchGoesFirst), nameof(Invariant.TakesTurns))]
    [InlineData(18, nameof(Defects.GivenBackKeepsAnOldRank), nameof(Invariant.TakesTurns))]
    [InlineData(20, nameof(Defects.RefusalsAddUp), nameof(Invariant.AskingGoesOn))]
    [InlineData(21, nameof(Defects.IncomingIsNotPurged), nameof(Invariant.NothingIsLeft))]
    [InlineData(22, nameof(Defects.RefetchesAreNotCounted), nameof(Invariant.AskedInBudget))]
    [InlineData(23, nameof(Defects.AnyAnswerToACancelIsOne), nameof(Invariant.WishesArrive))]
    [InlineData(24, nameof(Defects.RunningKeepsItsSlot), nameof(Invariant.GoesOn))]
    [InlineData(25, nameof(Defects.CallbacksOfTheUnknownAreIdle), nameof(Invariant.PaidPictureArrives))]
    [InlineData(27, nameof(Defects.UnknownModelIsRefused), nameof(Invariant.CostsOnlyItself))]
    [InlineData(28, nameof(Defects.OthersMembersAreDropped), nameof(Invariant.OthersMembersStay))]
    [InlineData(29, nameof(Defects.RetriesAreNotRemembered), nameof(Invariant.RepeatedIsOne))]
    [InlineData(30, nameof(Defects.LastWorkerDecides), nameof(Invariant.OfferedIsTaken))]
    [InlineData(31, nameof(Defects.WaitersHoldUpTheStop), nameof(Invariant.StopsInTime))]
    [InlineData(33, nameof(Defects.UnusedSlotIsKept), nameof(Invariant.NothingIsLeft))]
    public void Lives_break_the_invariant_that_it_hurt(int row, string defect, string broken)
    {
        var found = FlawedLives.Until((Flaw)Activator.CreateInstance(typeof(Defects).GetNestedType(defect)!)!, Enum.Parse<Invariant>(broken));
        output.WriteLine($"{row}: {found}");
        Assert.NotNull(found.Violation);
    }
}
