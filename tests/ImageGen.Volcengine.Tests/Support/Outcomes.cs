using ImageGen.Catalogue;
using ImageGen.Contracts;
using ImageGen.Volcengine.Apis;

namespace ImageGen.Volcengine.Tests.Support;

/// <summary>The rows of a table of errors: what a code comes to, and for whom.</summary>
internal static class Outcomes
{
    public const string Throttled = nameof(SubmitOutcome.Throttled);
    public const string Refused = nameof(SubmitOutcome.Refused);
    public const string ProviderFailed = nameof(SubmitOutcome.ProviderFailed);

    public static GenerationError ErrorOf(SubmitOutcome outcome) => outcome switch
    {
        SubmitOutcome.Throttled throttled => throttled.Error,
        SubmitOutcome.Refused refused => refused.Error,
        SubmitOutcome.ProviderFailed failed => failed.Error,
        _ => throw new InvalidOperationException($"It is {outcome}."),
    };

    public static void AreAs(SubmitOutcome outcome, string kind, string ours, bool retryable, ErrorAct act)
    {
        var error = ErrorOf(outcome);
        Assert.Equal((kind, ours, retryable), (outcome.GetType().Name, error.Code, error.Retryable));
        Assert.Contains(ours, ErrorTable.Codes);
        Assert.Equal(act, ErrorTable.Of(ours).Act);
        Assert.NotEmpty(error.ProviderRequestId!);
    }
}
