namespace ImageGen.Accounts.Attempts;

/// <summary>
/// How attempts are slowed down. Pure; times are Unix milliseconds. Whoever guesses is stopped by its own address; one who has many
/// addresses by the count of the account, which does not hold where its owner has signed in before: nobody can lock out a victim.
/// </summary>
internal static class AttemptRules
{
    /// <summary>One account from one address.</summary>
    public static readonly AttemptLimit OfBoth = new(Free: 5, Longest: TimeSpan.FromMinutes(15));

    /// <summary>Any accounts from one address, behind which a whole office may be.</summary>
    public static readonly AttemptLimit OfAddress = new(Free: 30, Longest: TimeSpan.FromMinutes(1));

    /// <summary>One account from addresses where it was never signed in to.</summary>
    public static readonly AttemptLimit OfAccount = new(Free: 50, Longest: TimeSpan.FromMinutes(1));

    private static readonly long Quiet = (long)TimeSpan.FromHours(1).TotalMilliseconds;
    private static readonly long Remembered = (long)TimeSpan.FromDays(90).TotalMilliseconds;

    /// <returns>How long the next attempt has to wait; zero where it need not.</returns>
    public static TimeSpan Wait(AttemptCount count, AttemptLimit limit, long now)
    {
        var over = count.Failures - limit.Free;
        if (over < 0 || IsQuiet(count, now))
            return TimeSpan.Zero;
        var pause = Math.Min(Math.Pow(2, Math.Min(over, 30)), limit.Longest.TotalSeconds);
        var left = count.LastAt + (pause * 1000) - now;
        return left > 0 ? TimeSpan.FromMilliseconds(left) : TimeSpan.Zero;
    }

    /// <returns>The very count where the attempt has to wait.</returns>
    public static AttemptCount Try(AttemptCount count, AttemptLimit limit, long now) => Wait(count, limit, now) > TimeSpan.Zero ? count : count with
    {
        Failures = IsQuiet(count, now) ? 1 : count.Failures + 1,
        LastAt = now,
        ForgetAt = Math.Max(count.ForgetAt, now + Quiet),
    };

    public static AttemptCount Succeed(AttemptCount count, long now) => count with { Failures = 0, SucceededAt = now, ForgetAt = now + Remembered };

    public static bool HasSucceeded(AttemptCount? count, long now) => count?.SucceededAt > now - Remembered;

    private static bool IsQuiet(AttemptCount count, long now) => now - count.LastAt >= Quiet;
}

/// <param name="Free">Attempts that need not wait.</param>
/// <param name="Longest">The pause doubles from a second up to this.</param>
internal sealed record AttemptLimit(int Free, TimeSpan Longest);
