using System.ComponentModel;
using ImageGen.Accounts.Audit;
using ImageGen.Accounts.Provider;
using ImageGen.Accounts.Sessions;
using ImageGen.Accounts.Setup;
using ImageGen.Accounts.Users;
using ImageGen.Contracts;
using ImageGen.ServiceDefaults.Callers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ImageGen.Accounts.SignIn;

internal static class SessionEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("session", GetAsync).WithTags("Account").AllowAnonymous()
            .WithName("getSession").WithSummary("Who is signed in, and what to do where nobody is");
    }

    public static void MapForAccounts(IEndpointRouteBuilder api)
    {
        api.MapPost("session", SignInAsync).WithTags("Account").AllowAnonymous()
            .WithName("signIn").WithSummary("Sign in")
            .WithDescription("Sets a cookie that the browser sends with all else. Attempts that fail are slowed down, by account and by address.")
            .ProducesProblems(401, 409, 429);
        api.MapDelete("session", SignOutAsync).WithTags("Account").RequireScope(Scopes.Account)
            .WithName("signOut").WithSummary("Sign out here")
            .WithDescription("Whatever the provider does, by whom one may have signed in: 204 where there is nothing to do there, else 200 with the address that ends its session too.")
            .ProducesProblems(401, 403, 409);
        api.MapDelete("sessions", SignOutEverywhereAsync).WithTags("Account").RequireScope(Scopes.Account)
            .WithName("signOutEverywhere").WithSummary("Sign out everywhere").WithDescription("Ends all of one's own sessions, this one too. Keys stay. Answers as signing out here does.")
            .ProducesProblems(401, 403, 409, 503);
    }

    private static async Task<Ok<SessionResponse>> GetAsync(
        HttpContext http, AccountsMode accounts, UserStore users, FirstAdmin first, CancellationToken cancellationToken)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (!accounts.InUse)
            return TypedResults.Ok(new SessionResponse(SessionState.Local, null));
        if (await http.FindCallerAsync() is { } caller && await users.FindAsync(caller.UserId, cancellationToken) is { } user)
            return TypedResults.Ok(new SessionResponse(SessionState.SignedIn, UserResponse.Of(user)));
        if (!await first.ExistsAsync(cancellationToken))
            return TypedResults.Ok(new SessionResponse(SessionState.Setup, null));
        var provider = http.RequestServices.GetService<ProviderSettings>();
        return TypedResults.Ok(new SessionResponse(SessionState.SignedOut, null, provider is null ? null : new SignInProviderResponse(provider.Name)));
    }

    private static async Task<Ok<SessionResponse>> SignInAsync(
        SignInRequest request, HttpContext http, SignInHandler handler, SessionCookies cookies, CancellationToken cancellationToken)
    {
        var (user, secret) = await handler.HandleAsync(request, http, cancellationToken);
        cookies.Set(http, secret);
        return TypedResults.Ok(new SessionResponse(SessionState.SignedIn, UserResponse.Of(user)));
    }

    private static async Task<Results<NoContent, Ok<SignedOutResponse>>> SignOutAsync(
        HttpContext http, ICaller caller, SessionStore sessions, SessionCookies cookies, AuditLog audit, CancellationToken cancellationToken)
    {
        var id = Caller.From(http.User)!.CredentialId!;
        var session = await sessions.GetAsync(id, cancellationToken);
        await audit.AddAsync(http, AuditActions.SignedOut, caller.Owner, caller.Owner);
        await sessions.EndAsync(id, cancellationToken);
        return Left(http, session, cookies);
    }

    private static async Task<Results<NoContent, Ok<SignedOutResponse>>> SignOutEverywhereAsync(
        HttpContext http, ICaller caller, UserStore users, SessionStore sessions, SessionCookies cookies, AuditLog audit, CancellationToken cancellationToken)
    {
        var session = await sessions.GetAsync(Caller.From(http.User)!.CredentialId!, cancellationToken);
        var entry = audit.Entry(http, AuditActions.SignedOutEverywhere, caller.Owner, caller.Owner);
        await users.ChangeAsync(caller.Owner, UserRules.WithoutSessions, entry, cancellationToken);
        return Left(http, session, cookies);
    }

    private static Results<NoContent, Ok<SignedOutResponse>> Left(HttpContext http, Session? session, SessionCookies cookies)
    {
        cookies.Clear(http);
        return ProviderSignOut.AddressOf(session?.Provider, http.RequestServices.GetService<ProviderSettings>()) is { } address
            ? TypedResults.Ok(new SignedOutResponse(address))
            : TypedResults.NoContent();
    }
}

internal sealed record SignInRequest(string Email, string Password);

internal sealed record SessionResponse(
    [property: Description("local: there is one user and no login; setup: there is no administrator yet; signed_out; signed_in.")] SessionState State,
    [property: Description("Null where nobody is signed in.")] UserResponse? User,
    [property: Description("By which one may sign in, at /api/v1/session/oidc; null where there is none, or nobody has to.")] SignInProviderResponse? Provider = null);

internal sealed record SignedOutResponse(
    [property: Description("Where the provider ends its session with this browser: to be opened there; it comes back to the page. It says who it was, so it is for nobody else.")] string ProviderUrl);

internal sealed record SignInProviderResponse([property: Description("What its users call it.")] string Name);

internal enum SessionState
{
    Local,
    Setup,
    SignedOut,
    SignedIn,
}
