using System.Globalization;
using ImageGen.ServiceDefaults.Configuration;
using Microsoft.Extensions.Configuration;

namespace ImageGen.Accounts.Audit;

/// <param name="Kept">How long an entry is kept.</param>
internal sealed record AuditSettings(TimeSpan Kept)
{
    private const int Standard = 400;
    private const int Most = 36_500;

    /// <exception cref="ConfigurationException">It is no number of days.</exception>
    public static AuditSettings From(IConfiguration configuration) => configuration["Audit:Days"] switch
    {
        null or "" => new(TimeSpan.FromDays(Standard)),
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is >= 1 and <= Most => new(TimeSpan.FromDays(days)),
        var text => throw new ConfigurationException($"IMAGEGEN_AUDIT_DAYS is '{text}'; it must be a number of days from 1 to {Most}."),
    };
}
