using System.ComponentModel;
using ImageGen.Accounts.Attempts;
using ImageGen.Accounts.Audit;
using ImageGen.Accounts.Sessions;
using ImageGen.Accounts.SignIn;
using ImageGen.Accounts.Teams;
using ImageGen.Accounts.Users;
using ImageGen.Catalogue;
using ImageGen.Contracts;
using ImageGen.Persistence;
using ImageGen.ServiceDefaults.Callers;
using ImageGen.ServiceDefaults.Errors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace ImageGen.Accounts.Profile;

/// <summary>One's own account.</summary>
internal static class AccountEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var account = api.MapGroup("account").WithTags("Account");
        account.MapGet("", GetAsync).RequireCaller()
            .WithName("getAccount").WithSummary("Whose account or key this is, and what it may do").ProducesProblems(401, 409);
        account.MapPost("password", ChangePasswordAsync).RequireScope(Scopes.Account)
            .WithName("changePassword").WithSummary("Change one's own password")
            .WithDescription("Ends all other sessions; this one goes on. Keys stay.").ProducesProblems(401, 403, 409, 422, 429, 503);
        account.MapPost("reset", ResetAsync).AllowAnonymous()
            .WithName("followPasswordLink").WithSummary("Set a password by a link from an administrator")
            .WithDescription("The token is what follows the # of the link. It is good once.").ProducesProblems(403, 409, 422, 503);
    }

    private static async Task<Ok<AccountResponse>> GetAsync(HttpContext http, UserStore users, TeamStore teams, CancellationToken cancellationToken)
    {
        http.Response.Headers.CacheControl = "no-store";
        var caller = Caller.From(http.User)!;
        var memberships = await teams.OfUserAsync(caller.UserId, cancellationToken);
        var roles = memberships.ToDictionary(membership => membership.TeamId, membership => membership.Role);
        var own = await teams.GetManyAsync(roles.Keys, cancellationToken);
        var user = await users.GetAsync(caller.UserId, cancellationToken);
        return TypedResults.Ok(new AccountResponse(
            UserResponse.Of(user), caller.Scopes, [.. own.Select(team => new OwnTeamResponse(team.Id, team.Name, roles[team.Id]))], user.PasswordHash is not null));
    }

    private static async Task<NoContent> ChangePasswordAsync(
        ChangePasswordRequest request, HttpContext http, ICaller caller, UserStore users, Passwords passwords, AttemptGuard guard, SessionStore sessions,
        SessionCookies cookies, AuditLog audit, CancellationToken cancellationToken)
    {
        var user = await users.GetAsync(caller.Owner, cancellationToken);
        await guard.RequireAsync(user.Email, http.Connection.RemoteIpAddress, cancellationToken);
        if (await passwords.CheckAsync(user, request.Current, cancellationToken) == PasswordCheck.Wrong)
        {
            await audit.AddAsync(http, AuditActions.PasswordRefused, user.Id, user.Id);
            throw ProblemException.Of(422, ErrorCodes.PasswordWrong, "/current");
        }

        await guard.SucceededAsync(user.Email, http.Connection.RemoteIpAddress, cancellationToken);
        Require(UserRules.Check(request.New, user.Email), "/new");
        var hash = await passwords.HashAsync(request.New, cancellationToken);
        var changed = await users.ChangeAsync(
            user.Id, seen => UserRules.WithPassword(seen, hash), audit.Entry(http, AuditActions.PasswordChanged, user.Id, user.Id), cancellationToken);
        cookies.Set(http, await sessions.BeginAsync(changed, SessionOrigin.Of(http), provider: null, cancellationToken));
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> ResetAsync(
        SetPasswordRequest request, HttpContext http, UserStore users, Passwords passwords, AuditLog audit, TimeProvider time, CancellationToken cancellationToken)
    {
        var (userId, secret) = PasswordLinks.Read(request.Token);
        var user = await users.FindAsync(userId, cancellationToken);
        if (user is null || !UserRules.Opens(user, secret, time.UnixMilliseconds()))
            throw Refused();
        Require(UserRules.Check(request.Password, user.Email), "/password");
        var hash = await passwords.HashAsync(request.Password, cancellationToken);
        // Twice at once: only the first finds the link still there.
        await users.ChangeAsync(
            user.Id, seen => UserRules.Opens(seen, secret, time.UnixMilliseconds()) ? UserRules.WithPassword(seen, hash) : throw Refused(),
            audit.Entry(http, AuditActions.PasswordLinkFollowed, user.Id, user.Id), cancellationToken);
        return TypedResults.NoContent();
    }

    private static ProblemException Refused() => ProblemException.Of(403, ErrorCodes.LinkRefused);

    private static void Require(string? weakness, string pointer)
    {
        if (weakness is not null)
            throw ProblemException.Of(422, weakness, pointer);
    }
}

internal sealed record ChangePasswordRequest(string Current, [property: Description("10 to 200 characters.")] string New);

internal sealed record SetPasswordRequest(string Token, [property: Description("10 to 200 characters.")] string Password);

internal sealed record AccountResponse(
    UserResponse User,
    IReadOnlyList<string> Scopes,
    IReadOnlyList<OwnTeamResponse> Teams,
    [property: Description("Else one signs in by the provider only.")] bool HasPassword);

internal sealed record OwnTeamResponse(string Id, string Name, TeamRole Role);
