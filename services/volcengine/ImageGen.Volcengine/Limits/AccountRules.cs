namespace ImageGen.Volcengine.Limits;

/// <summary>How an account cools down and its circuit opens and closes, without I/O.</summary>
internal static class AccountRules
{
    public const long CoolDown = 300_000;
    public const int FailuresToOpen = 3;
    public const long ShortestOpen = 5_000;
    public const long LongestOpen = 60_000;

    /// <summary>Longer than a probe and an ordinary submission take. Whoever tries and dies holds up the others for so long.</summary>
    private const long TryFor = 90_000;

    public static Circuit CircuitOf(AccountState account, long now) =>
        account.OpenFor == 0 ? Circuit.Closed : now < account.OpenUntil ? Circuit.Open : Circuit.HalfOpen;

    /// <summary>The service answered, and knows the account.</summary>
    public static AccountState? Alive(AccountState account) => account is { Failures: 0, OpenFor: 0, CoolUntil: 0 }
        ? null
        : account with { Failures = 0, OpenFor = 0, OpenUntil = 0, CoolUntil = 0 };

    /// <param name="trial">It was the one that tried whether the provider is back.</param>
    public static AccountState Failed(AccountState account, AccountError error, bool trial, long now)
    {
        var failed = account with { Failures = account.Failures + 1, LastError = error };
        if (trial)
            return Open(failed, Math.Min(LongestOpen, Math.Max(ShortestOpen, account.OpenFor * 2)), now);
        // What was on the wire when the circuit opened says nothing new.
        return account.OpenFor == 0 && failed.Failures >= FailuresToOpen ? Open(failed, ShortestOpen, now) : failed;
    }

    /// <summary>The provider refused the account, whatever it was asked for; so it is there.</summary>
    public static AccountState Refused(AccountState account, AccountError error, long now) =>
        account with { Failures = 0, OpenFor = 0, OpenUntil = 0, CoolUntil = now + CoolDown, LastError = error };

    /// <summary>Takes the right to try.</summary>
    public static AccountState? Try(AccountState account, long now) =>
        CircuitOf(account, now) == Circuit.HalfOpen ? account with { OpenUntil = now + TryFor } : null;

    /// <summary>Nothing was tried after all: the next one may.</summary>
    public static AccountState? NotTried(AccountState account, long now) =>
        CircuitOf(account, now) == Circuit.Open ? account with { OpenUntil = now } : null;

    private static AccountState Open(AccountState account, long milliseconds, long now) =>
        account with { OpenFor = milliseconds, OpenUntil = now + milliseconds };
}
