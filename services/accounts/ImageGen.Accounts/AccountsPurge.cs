using ImageGen.Accounts.Attempts;
using ImageGen.Accounts.Audit;
using ImageGen.Accounts.Protection;
using ImageGen.Accounts.Sessions;
using ImageGen.Accounts.Tokens;
using ImageGen.Persistence;

namespace ImageGen.Accounts;

/// <summary>Deletes sessions that have ended, attempts that are forgotten, and keys and records that have had their time.</summary>
internal sealed class AccountsPurge(IDocuments<Session> sessions, AttemptGuard guard, SigningKeys keys, AuditLog audit, ProtectionKeys protection, TimeProvider time)
{
    private const int AtOnce = 1000;

    /// <returns>How many were deleted; there may be more.</returns>
    public async Task<int> RunOnceAsync(CancellationToken cancellationToken) =>
        await sessions.DeleteOlderThanAsync(Session.ExpiresAtField, time.UnixMilliseconds(), AtOnce, cancellationToken)
        + await guard.PurgeAsync(cancellationToken)
        + await keys.PurgeAsync(cancellationToken)
        + await audit.PurgeAsync(cancellationToken)
        + await protection.PurgeAsync(cancellationToken);
}
