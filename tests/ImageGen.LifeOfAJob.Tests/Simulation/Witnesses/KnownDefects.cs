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
        new(28, Invariant.OthersMembersStay),
    ];

    public static bool Cover(Violation violation) => All.Any(defect =>
        defect.Invariant == violation.Invariant && violation.Message.Contains(defect.Says, StringComparison.Ordinal));
}
