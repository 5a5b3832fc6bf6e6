using ImageGen.Jobs.Domain;
using ImageGen.ServiceDefaults.Errors;

namespace ImageGen.Jobs.Retry;

/// <summary>What stands against a retry, as its caller is told.</summary>
internal static class RetryProblems
{
    public static ProblemException Of(Job job, RetryRefusal refusal, RetryPlan plan) => refusal switch
    {
        RetryRefusal.StillOpen => new ProblemException(409, "job_open", $"The job has not ended: it is {JobFields.NameOf(job.Status)}."),
        RetryRefusal.NothingMissing => new ProblemException(409, "nothing_missing", "Every picture of this job is there."),
        RetryRefusal.PicturesArriving => new ProblemException(
            409, "pictures_arriving", "All pictures that are missing are still being made or stored, and come by themselves.")
        {
            Retryable = true,
            RetryAfter = TimeSpan.FromSeconds(5),
            Places = [.. plan.Awaits.Select(place => place.Index)],
        },
        _ => new ProblemException(
            409,
            "possible_charge",
            $"Earlier submissions for {plan.PossibleCharge.Count} of the pictures that are missing may still come or be billed, so these may be charged twice. Send {{\"accept_possible_charge\": true}} to retry all the same.")
        {
            Places = plan.PossibleCharge,
        },
    };
}
