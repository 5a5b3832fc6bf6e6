using ImageGen.Accounts.Attempts;
using ImageGen.Accounts.Audit;
using ImageGen.Accounts.Sessions;
using ImageGen.Accounts.Users;
using ImageGen.Catalogue;
using ImageGen.Contracts;
using ImageGen.Persistence;
using ImageGen.ServiceDefaults.Errors;
using Microsoft.AspNetCore.Http;

namespace ImageGen.Accounts.SignIn;

internal sealed class SignInHandler(UserStore users, Passwords passwords, SessionStore sessions, AttemptGuard guard, AuditLog audit)
{
    /// <returns>The secret of the session that has begun.</returns>
    /// <exception cref="ProblemException">401, the same whatever is wrong; 429.</exception>
    public async Task<(User User, string Secret)> HandleAsync(SignInRequest request, HttpContext http, CancellationToken cancellationToken)
    {
        var address = http.Connection.RemoteIpAddress;
        var email = Email.Read(request.Email) ?? "";
        await guard.RequireAsync(email, address, cancellationToken);
        var user = email.Length == 0 ? null : await users.ByEmailAsync(email, cancellationToken);
        var check = await passwords.CheckAsync(user, request.Password, cancellationToken);
        if (check == PasswordCheck.Wrong || user is not { IsOff: false })
        {
            // Not the address of nobody: people type their password there.
            await audit.AddAsync(http, AuditActions.SignInFailed, user?.Id, user?.Id);
            throw ProblemException.Of(401, ErrorCodes.SignInFailed);
        }

        await guard.SucceededAsync(email, address, cancellationToken);
        if (check == PasswordCheck.RightByOldHash)
            await RenewHashAsync(user, request.Password, cancellationToken);
        // In this order: a session that is not on record is one whose secret nobody has.
        var secret = await sessions.BeginAsync(user, SessionOrigin.Of(http), provider: null, cancellationToken);
        await audit.AddAsync(http, AuditActions.SignedIn, user.Id, user.Id);
        return (user, secret);
    }

    /// <summary>What was hashed by fewer rounds than today's is hashed anew while the password is at hand; nothing else changes by that.</summary>
    private async Task RenewHashAsync(User user, string password, CancellationToken cancellationToken)
    {
        var hash = await passwords.HashAsync(password, cancellationToken);
        try
        {
            await users.ChangeAsync(user.Id, seen => seen.PasswordHash == user.PasswordHash ? seen with { PasswordHash = hash } : seen, entry: null, cancellationToken);
        }
        catch (Exception error) when (error is DocumentStoreFullException or DocumentStoreUnavailableException)
        {
            // The next sign-in tries again.
        }
    }
}
