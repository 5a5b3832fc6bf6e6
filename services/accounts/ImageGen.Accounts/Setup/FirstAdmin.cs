using ImageGen.Accounts.Audit;
using ImageGen.Accounts.Secrets;
using ImageGen.Accounts.Users;
using ImageGen.Catalogue;
using ImageGen.Contracts;
using ImageGen.Persistence;
using ImageGen.ServiceDefaults.Callers;
using ImageGen.ServiceDefaults.Errors;
using Microsoft.AspNetCore.Http;

namespace ImageGen.Accounts.Setup;

/// <summary>Makes the first administrator, once: it has an id that only one document can have.</summary>
internal sealed class FirstAdmin(UserStore users, IDocuments<SetupCode> codes, Passwords passwords, AuditLog audit, AccountsMode accounts)
{
    private volatile bool exists;

    public async Task<bool> ExistsAsync(CancellationToken cancellationToken) =>
        exists = exists || await users.FindAsync(User.FirstId, cancellationToken) is not null;

    /// <exception cref="ProblemException">403, 409 or 422.</exception>
    public async Task<User> SetUpAsync(SetupRequest request, HttpContext http, CancellationToken cancellationToken)
    {
        if (await ExistsAsync(cancellationToken))
            throw ProblemException.Of(409, ErrorCodes.SetupDone);
        if (await codes.GetAsync(SetupCode.OnlyId, cancellationToken) is not { Body.Code: var code }
            || !SecretText.Is(request.Code.Trim().ToLowerInvariant(), SecretText.HashOf(code)))
        {
            throw ProblemException.Of(403, ErrorCodes.SetupCodeWrong, "/code");
        }

        return await AddAsync(request.Email, request.Password, http, cancellationToken) ?? throw ProblemException.Of(409, ErrorCodes.SetupDone);
    }

    /// <param name="address">For e-mail.</param>
    /// <param name="password">10 to 200 characters.</param>
    /// <param name="http">The request that asks for it; null where it is the settings.</param>
    /// <param name="cancellationToken">The caller is gone.</param>
    /// <returns>Null where there is one already.</returns>
    /// <exception cref="ProblemException">422: the address or the password will not do.</exception>
    public async Task<User?> AddAsync(string address, string password, HttpContext? http, CancellationToken cancellationToken)
    {
        var email = Email.Read(address) ?? throw ProblemException.Of(422, ErrorCodes.EmailInvalid, "/email");
        if (UserRules.Check(password, email) is { } weakness)
            throw ProblemException.Of(422, weakness, "/password");
        var hash = await passwords.HashAsync(password, cancellationToken);
        var user = users.New(email, email[..email.IndexOf('@')], UserRole.Admin) with { Id = User.FirstId, PasswordHash = hash };
        var entry = http is null ? audit.Entry(AuditActions.SetUp, user.Id) : audit.Entry(http, AuditActions.SetUp, user.Id, user.Id);
        if (!await users.TryAddAsync(user, entry, cancellationToken))
            return null;
        exists = true;
        accounts.Begin();
        if (await codes.GetAsync(SetupCode.OnlyId, cancellationToken) is { } used)
            await codes.DeleteAsync(used, cancellationToken);
        return user;
    }

    /// <returns>The code that the first administrator needs, the same in all replicas.</returns>
    public async Task<string> CodeAsync(CancellationToken cancellationToken) =>
        (await codes.GetAsync(SetupCode.OnlyId, cancellationToken)
            ?? await codes.InsertAsync(SetupCode.New(), cancellationToken)
            ?? await codes.GetAsync(SetupCode.OnlyId, cancellationToken))!.Body.Code;
}

internal sealed record SetupRequest(string Code, string Email, string Password);
