using System.Globalization;
using ImageGen.ServiceDefaults.Configuration;
using Microsoft.Extensions.Configuration;

namespace ImageGen.Jobs.Purging;

/// <param name="Kept">How long what is thrown away can be brought back; null: until somebody deletes it for good.</param>
internal sealed record TrashSettings(TimeSpan? Kept)
{
    private const int Standard = 30;
    private const int Most = 36_500;

    /// <exception cref="ConfigurationException">It is neither a number of days nor never.</exception>
    public static TrashSettings From(IConfiguration configuration) => configuration["Jobs:TrashDays"] switch
    {
        null or "" => new(TimeSpan.FromDays(Standard)),
        "never" => new((TimeSpan?)null),
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is >= 1 and <= Most => new(TimeSpan.FromDays(days)),
        var text => throw new ConfigurationException($"IMAGEGEN_TRASH_DAYS is '{text}'; it must be a number of days from 1 to {Most}, or never."),
    };
}
