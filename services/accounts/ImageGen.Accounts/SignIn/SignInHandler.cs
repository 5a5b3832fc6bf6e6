using System.Net;
using ImageGen.Accounts.Attempts;
using ImageGen.Accounts.Sessions;
using ImageGen.Accounts.Users;
using ImageGen.Catalogue;
using ImageGen.ServiceDefaults.Errors;

namespace ImageGen.Accounts.SignIn;

internal sealed class SignInHandler(UserStore users, Passwords passwords, SessionStore sessions, AttemptGuard guard)
{
    /// <returns>The secret of the session that has begun.</returns>
    /// <exception cref="ProblemException">401, the same whatever is wrong; 429.</exception>
    public async Task<(User User, string Secret)> HandleAsync(SignInRequest request, IPAddress? address, CancellationToken cancellationToken)
    {
        var email = Email.Read(request.Email) ?? "";
        await guard.RequireAsync(email, address, cancellationToken);
        var user = email.Length == 0 ? null : await users.ByEmailAsync(email, cancellationToken);
        if (!await passwords.IsOfAsync(user, request.Password, cancellationToken) || user is not { IsOff: false })
            throw ProblemException.Of(401, ErrorCodes.SignInFailed);
        await guard.SucceededAsync(email, address, cancellationToken);
        return (user, await sessions.BeginAsync(user, cancellationToken));
    }
}
