namespace ImageGen.Volcengine.Admission;

/// <summary>How an account's circuit opens and closes, without I/O.</summary>
internal static class AccountRules
{
    public const int FailuresToOpen = 3;
    public const long ShortestOpen = 5_000;
    public const long LongestOpen = 60_000;

    /// <summary>Longer than a probe and an ordinary submission take. Whoever tries and dies holds up the others for so long.</summary>
    private const long TryFor = 90_000;

    public static Circuit CircuitOf(AccountState account, long now) =>
        account.OpenFor == 0 ? Circuit.Closed : SharedMoments.IsToCome(account.OpenUntil, now) ? Circuit.Open : Circuit.HalfOpen;

    /// <summary>The service answered.</summary>
    public static AccountState Alive(AccountState account) => account is { Failures: 0, OpenFor: 0, FailedTaskId: null }
        ? account
        : account with { Failures = 0, OpenFor = 0, OpenUntil = 0, FailedTaskId = null };

    /// <param name="trial">It was the one that tried whether the provider is back.</param>
    public static AccountState Failed(AccountState account, Failure failure, bool trial, long now)
    {
        // A request that does not get through may itself be the reason, until another does not either.
        var counts = !failure.MayBeTheRequest || (account.FailedTaskId is { } other && other != failure.TaskId);
        var failed = account with
        {
            Failures = account.Failures + (counts ? 1 : 0),
            FailedTaskId = failure.TaskId ?? account.FailedTaskId,
            LastError = failure.Error,
        };
        if (trial)
            return Open(failed, Math.Min(LongestOpen, Math.Max(ShortestOpen, account.OpenFor * 2)), now);
        // What was on the wire when the circuit opened says nothing new.
        return account.OpenFor == 0 && failed.Failures >= FailuresToOpen ? Open(failed, ShortestOpen, now) : failed;
    }

    /// <summary>Takes the right to try.</summary>
    public static AccountState Try(AccountState account, long now) =>
        CircuitOf(account, now) == Circuit.HalfOpen ? account with { OpenUntil = now + TryFor } : account;

    /// <summary>Nothing was tried after all: the next one may.</summary>
    public static AccountState NotTried(AccountState account, long now) =>
        CircuitOf(account, now) == Circuit.Open ? account with { OpenUntil = now } : account;

    private static AccountState Open(AccountState account, long milliseconds, long now) =>
        account with { OpenFor = milliseconds, OpenUntil = now + milliseconds };
}

/// <summary>A submission that no answer of the service came to.</summary>
/// <param name="TaskId">Whose; null where nothing was submitted, only asked.</param>
/// <param name="MayBeTheRequest">There was a connection, and this request did not get through it whole.</param>
internal sealed record Failure(string? TaskId, AccountError Error, bool MayBeTheRequest = false);
