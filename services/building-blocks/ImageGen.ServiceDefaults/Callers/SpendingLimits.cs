using System.Globalization;

namespace ImageGen.ServiceDefaults.Callers;

/// <summary>How much somebody may ask for.</summary>
/// <param name="PicturesPerDay">Null where there is no such limit; 0 lets nothing through.</param>
/// <param name="CostPerMonth">In the catalogue's currency; null where there is no such limit.</param>
public sealed record SpendingLimits(int? PicturesPerDay = null, decimal? CostPerMonth = null)
{
    /// <summary>Nobody makes so many pictures, nor pays so much.</summary>
    public const int Most = 1_000_000_000;

    /// <summary>Digits behind the point that money may have.</summary>
    public const int Decimals = 4;

    public static SpendingLimits None { get; } = new();

    public bool IsNone => this == None;

    /// <summary>Whether somebody may set these.</summary>
    public bool AreValid =>
        PicturesPerDay is null or (>= 0 and <= Most) && (CostPerMonth is not { } cost || (cost is >= 0 and <= Most && decimal.Round(cost, Decimals) == cost));

    /// <summary>As they stand in a token: whose, pictures and money, with a dash for what has no limit.</summary>
    internal string Write(string subjectId) => string.Create(
        CultureInfo.InvariantCulture, $"{subjectId} {PicturesPerDay?.ToString(CultureInfo.InvariantCulture) ?? "-"} {CostPerMonth?.ToString(CultureInfo.InvariantCulture) ?? "-"}");

    /// <returns>Null where it is of another version.</returns>
    internal static (string SubjectId, SpendingLimits Limits)? Read(string text)
    {
        if (text.Split(' ') is not [var subject, var pictures, var cost])
            return null;
        return (subject, new SpendingLimits(
            int.TryParse(pictures, NumberStyles.None, CultureInfo.InvariantCulture, out var many) ? many : null,
            decimal.TryParse(cost, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var much) ? much : null));
    }
}
