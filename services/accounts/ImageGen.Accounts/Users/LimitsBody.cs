using System.ComponentModel;
using System.Globalization;

namespace ImageGen.Accounts.Users;

[Description("How much may be asked for. Where several limits hold (of the user, the team, the key), each must leave room.")]
internal sealed record LimitsBody(
    [property: Description("Pictures in a day, 0 to 1000000000; null is no limit.")] int? PicturesPerDay = null,
    [property: Description("Money in a month, in the currency of the catalogue's prices, 0 to 1000000000 with at most 4 decimals; null is no limit.")] decimal? CostPerMonth = null)
{
    /// <summary>For the record.</summary>
    public string ForRecord() => string.Create(CultureInfo.InvariantCulture, $"pictures_per_day {(object?)PicturesPerDay ?? "none"}, cost_per_month {(object?)CostPerMonth ?? "none"}");

    public static LimitsBody Of(AccountLimits? limits) => new(limits?.PicturesPerDay, limits?.CostPerMonth);
}
