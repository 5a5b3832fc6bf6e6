using System.ComponentModel;
using ImageGen.Jobs.Domain;

namespace ImageGen.Jobs.Retry;

internal sealed record RetryJobRequest
{
    [Description("I know that the places of retry.possible_charge may be charged twice.")]
    public bool AcceptPossibleCharge { get; init; }

    [Description("With accept_possible_charge: the places that this is agreed for, as retry.possible_charge of the job named them. Where more may be charged twice by now, it is asked again (409 possible_charge). Left out, it is agreed for all.")]
    public IReadOnlyList<int>? PossibleCharge { get; init; }

    [Description("The attempts of the job as they were seen: 409 attempt_changed where there are more by now.")]
    public int? Attempt { get; init; }

    public bool Accepts(RetryPlan plan) => AcceptPossibleCharge && (PossibleCharge is null || !plan.PossibleCharge.Except(PossibleCharge).Any());
}
