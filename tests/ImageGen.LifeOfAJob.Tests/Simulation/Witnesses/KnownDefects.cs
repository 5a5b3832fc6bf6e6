namespace ImageGen.LifeOfAJob.Tests.Simulation;

/// <summary>
/// What is known to be broken while it is being mended: a life that meets one of these goes on, and nothing it does after that is held
/// against it. Each mend takes its row out; the list must be empty in the end.
/// </summary>
internal static class KnownDefects
{
    /// <param name="Row">Of the review.</param>
    /// <param name="Says">What the message of the violation has in it.</param>
    private sealed record KnownDefect(int Row, Invariant Invariant, string Says = "");

    private static readonly KnownDefect[] All =
    [
        new(1, Invariant.NothingIsLeft, "and submits nothing"),
        new(2, Invariant.EndsByItsWord, "(provider_error)"),
        new(3, Invariant.GoesOn),
        new(4, Invariant.RetryNeedsConsent),
        new(5, Invariant.ClocksStopNothing),
        new(6, Invariant.GoneMeansGone),
        new(7, Invariant.NeverStuck, "waits for read uploads"),
        new(10, Invariant.CostsOnlyItself),
        new(11, Invariant.WithdrawnStaysHere),
        new(12, Invariant.DeadlineFits),
        new(13, Invariant.UnbilledIsUnpaid),
        new(14, Invariant.EndsByItsWord),
        new(18, Invariant.TakesTurns),
        new(20, Invariant.AskingGoesOn),
        new(21, Invariant.NothingIsLeft, "incoming/"),
        new(22, Invariant.AskedInBudget),
        new(23, Invariant.WishesArrive),
        new(25, Invariant.PaidPictureArrives),
        new(28, Invariant.OthersMembersStay),
        new(29, Invariant.RepeatedIsOne),
        new(30, Invariant.OfferedIsTaken),
        new(31, Invariant.StopsInTime),
        new(33, Invariant.NothingIsLeft, "nobody is about to submit it"),
    ];

    public static bool Cover(Violation violation) => All.Any(defect =>
        defect.Invariant == violation.Invariant && violation.Message.Contains(defect.Says, StringComparison.Ordinal));
}
