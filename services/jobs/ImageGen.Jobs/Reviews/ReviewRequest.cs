using System.ComponentModel;
using ImageGen.Catalogue;
using ImageGen.Jobs.Domain;
using ImageGen.Jobs.Texts;
using ImageGen.ServiceDefaults.Errors;

namespace ImageGen.Jobs.Reviews;

internal sealed record ReviewRequest(
    [property: Description("approve: everybody of the team sees it. reject: nobody but who asked for it and reviewers.")] ReviewDecision? Decision = null,
    [property: Description("Why it is rejected, 1 to 500 characters: who asked for it reads it. Only with reject.")] string? Reason = null)
{
    private const int MaxReason = 500;

    /// <exception cref="ProblemException">422.</exception>
    public PictureReview Verdict() => Decision switch
    {
        ReviewDecision.Approve when Reason is null => new PictureReview(ReviewState.Approved, Decision: 0),
        ReviewDecision.Reject when IsReason(Reason) => new PictureReview(ReviewState.Rejected, Decision: 0) { Reason = Reason },
        ReviewDecision.Approve or ReviewDecision.Reject => throw ProblemException.Of(422, ErrorCodes.ReasonInvalid, "/reason"),
        _ => throw ProblemException.Of(422, ErrorCodes.DecisionMissing, "/decision"),
    };

    private static bool IsReason(string? text) => !string.IsNullOrWhiteSpace(text) && Characters.Count(text) <= MaxReason;
}

internal enum ReviewDecision
{
    Approve,
    Reject,
}
