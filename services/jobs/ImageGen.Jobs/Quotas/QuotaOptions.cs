using System.ComponentModel.DataAnnotations;
using System.Globalization;
using ImageGen.ServiceDefaults.Callers;
using Microsoft.Extensions.Options;

namespace ImageGen.Jobs.Quotas;

/// <summary>The section <c>Jobs:Quotas</c>, the same in every process. What is out of its range stops the start, which names it.</summary>
internal sealed class QuotaOptions
{
    public const string Section = "Jobs:Quotas";

    /// <summary>Pictures in a day for each user who has no such limit of their own: 0 or more. Default: no limit.</summary>
    [Range(0, SpendingLimits.Most)]
    public int? PicturesPerDay { get; init; }

    /// <summary>Money in a month for each user who has no such limit of their own: 0 or more. Default: no limit.</summary>
    [Range(0d, SpendingLimits.Most)]
    public decimal? CostPerMonth { get; init; }

    /// <summary>What money is counted in, ISO 4217: that of the catalogue's prices. Default: CNY.</summary>
    [RegularExpression("^[A-Z]{3}$")]
    public string Currency { get; init; } = "CNY";

    /// <summary>How far the clock by which days and months are told is ahead of UTC, such as +08:00 or -05:00. Default: +08:00.</summary>
    [RegularExpression("^[+-](0[0-9]|1[0-4]):(00|15|30|45)$")]
    public string UtcOffset { get; init; } = "+08:00";

    public SpendingLimits OfEachUser => new(PicturesPerDay, CostPerMonth);

    public TimeSpan Offset => TimeSpan.ParseExact(UtcOffset[1..], @"hh\:mm", CultureInfo.InvariantCulture) * (UtcOffset[0] == '-' ? -1 : 1);
}

[OptionsValidator]
internal sealed partial class QuotaOptionsValidator : IValidateOptions<QuotaOptions>;
