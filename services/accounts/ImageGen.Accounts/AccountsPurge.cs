using ImageGen.Accounts.Attempts;
using ImageGen.Accounts.Sessions;
using ImageGen.Persistence;

namespace ImageGen.Accounts;

/// <summary>Deletes sessions that have ended and attempts that are forgotten.</summary>
internal sealed class AccountsPurge(IDocuments<Session> sessions, AttemptGuard guard, TimeProvider time)
{
    private const int AtOnce = 1000;

    /// <returns>How many were deleted; there may be more.</returns>
    public async Task<int> RunOnceAsync(CancellationToken cancellationToken) =>
        await sessions.DeleteOlderThanAsync(Session.ExpiresAtField, time.UnixMilliseconds(), AtOnce, cancellationToken)
        + await guard.PurgeAsync(cancellationToken);
}
