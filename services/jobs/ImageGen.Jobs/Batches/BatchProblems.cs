using ImageGen.ServiceDefaults.Errors;
using Microsoft.AspNetCore.Http;

namespace ImageGen.Jobs.Batches;

internal static class BatchProblems
{
    public static ProblemException NotFound() => new(404, "batch_not_found", "There is no such batch.");

    /// <summary>Says of each entry why it was refused. Where all have the same reason, it is the reason of the whole.</summary>
    public static ProblemException NoneAccepted(IReadOnlyList<BatchOutcome> outcomes, HttpContext http)
    {
        var problems = outcomes.Select(outcome => outcome.Problem!).ToList();
        var first = problems[0];
        var isOne = problems.All(problem => (problem.Status, problem.Code) == (first.Status, first.Code));
        var detail = FormattableString.Invariant($"None of the {outcomes.Count} jobs was accepted. {(isOne ? first.Message : "'entries' says of each why.")}");
        return new ProblemException(isOne ? first.Status : 422, isOne ? first.Code : "batch_refused", detail)
        {
            Errors = [.. problems.SelectMany(problem => problem.Errors)],
            Entries = [.. outcomes.Select(outcome => new ProblemEntry(outcome.Index, Problems.BodyOf(http, outcome.Problem!)))],
            Retryable = problems.Exists(problem => problem.Retryable),
            RetryAfter = problems.Max(problem => problem.RetryAfter),
        };
    }
}
