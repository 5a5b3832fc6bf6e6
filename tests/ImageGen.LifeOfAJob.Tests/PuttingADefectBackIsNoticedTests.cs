using ImageGen.LifeOfAJob.Tests.Simulation;
using ImageGen.LifeOfAJob.Tests.Simulation.Flaws;
using ImageGen.LifeOfAJob.Tests.Simulation.Witnesses;

namespace ImageGen.LifeOfAJob.Tests;

/// <summary>
/// Defects that this platform once had are put back, one at a time, and lives must break the invariant that has been added for it. They
/// may break others on the way there: which one a life meets first is a matter of dice.
/// </summary>
/// <remarks>
/// The numbers are those of the review that found them. Four of its rows are not about lives; each of these tests fails with its defect
/// put back:
/// <list type="table">
/// <item><term>9</term><description>a full disk at COMMIT: <c>FullDiskTests.Writes_are_refused_reads_go_on_and_with_room_again_so_do_writes</c></description></item>
/// <item><term>19</term><description>resets of streams: <c>JobStreamTests.Many_jobs_that_were_all_seen_are_no_reset</c></description></item>
/// <item><term>26</term><description>what is never deleted: no defect any more but a decision, under "What ends by itself" in docs/pictures.md</description></item>
/// <item><term>32</term><description>thumbnails and temporary files: <c>ImageTests.A_thumbnail_that_can_not_be_made_is_tried_once_and_the_original_is_sent</c>,
/// <c>TemporaryFileTests.Has_no_name_that_a_killed_process_could_leave_and_is_for_its_process_alone</c></description></item>
/// </list>
/// </remarks>
public sealed class PuttingADefectBackIsNoticedTests(ITestOutputHelper output)
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
    [InlineData(21, nameof(Defects.IncomingIsNotPurged), nameof(Invariant.NeverStuck))]
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
