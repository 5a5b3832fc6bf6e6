using System.Globalization;
using ImageGen.Contracts;
using ImageGen.Messaging.Outbox;

namespace ImageGen.Jobs.Quotas;

/// <summary>That so much of a limit is used is told once, by the very write that has made it so.</summary>
internal static class Thresholds
{
    private static readonly int[] Percents = [80, 100];

    /// <param name="day">The day that was written about.</param>
    /// <param name="now">Unix milliseconds.</param>
    public static Ledger Note(Ledger ledger, int day, string currency, long now)
    {
        if (ledger.Limits is not { } limits)
            return ledger;
        var next = ledger;
        if (limits.PicturesPerDay is { } pictures)
            next = Note(next, LimitKind.PicturesPerDay, pictures, Balance.OfDay(ledger, day).Pictures, day, currency: null, now);
        if (limits.CostPerMonth is { } cost)
            next = Note(next, LimitKind.CostPerMonth, cost, Balance.OfMonth(ledger).Cost, day: null, currency, now);
        return next;
    }

    private static Ledger Note(Ledger ledger, LimitKind kind, decimal limit, decimal used, int? day, string? currency, long now)
    {
        foreach (var percent in Percents)
        {
            var threshold = new PassedThreshold(kind, limit, percent, day);
            if (used < limit * percent / 100 || limit == 0 || ledger.Passed.Contains(threshold))
                continue;
            var message = new BudgetThresholdReached
            {
                SubjectKind = Subject.NameOf(ledger.Kind),
                SubjectId = ledger.SubjectId,
                Limit = LimitNames.Of(kind),
                Percent = percent,
                Value = limit,
                Used = used,
                Currency = currency,
                Period = day is { } of ? Period(of) : Period(ledger.Month),
                At = DateTimeOffset.FromUnixTimeMilliseconds(now),
            };
            ledger = ledger with { Passed = [.. ledger.Passed, threshold], Outbox = ledger.Outbox.With(message, $"{kind}:{limit}:{percent}:{day}") };
        }

        return ledger;
    }

    /// <returns>A month such as 2026-11, or a day such as 2026-11-28.</returns>
    private static string Period(int number)
    {
        var digits = number.ToString(CultureInfo.InvariantCulture);
        return digits.Length == 6 ? $"{digits[..4]}-{digits[4..]}" : $"{digits[..4]}-{digits[4..6]}-{digits[6..]}";
    }
}
