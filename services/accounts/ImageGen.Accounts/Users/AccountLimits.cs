using ImageGen.Catalogue;
using ImageGen.Persistence;
using ImageGen.ServiceDefaults.Callers;
using ImageGen.ServiceDefaults.Errors;

namespace ImageGen.Accounts.Users;

/// <summary>How much a user, a team or a key may ask for, as <see cref="SpendingLimits"/> has it.</summary>
internal sealed record AccountLimits(int? PicturesPerDay, decimal? CostPerMonth) : DocumentPart
{
    /// <returns>Null where nothing is limited.</returns>
    /// <exception cref="ProblemException">422.</exception>
    public static AccountLimits? Read(LimitsBody? asked)
    {
        var limits = new SpendingLimits(asked?.PicturesPerDay, asked?.CostPerMonth);
        if (!limits.AreValid)
            throw ProblemException.Of(422, ErrorCodes.LimitInvalid, "/limits");
        return limits.IsNone ? null : new AccountLimits(limits.PicturesPerDay, limits.CostPerMonth);
    }

    /// <summary>As they travel.</summary>
    public SpendingLimits ToSpending() => new(PicturesPerDay, CostPerMonth);
}
